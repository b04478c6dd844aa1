"""The moving of cases: to a colleague, to another agency, and the room of those who watch over it."""
