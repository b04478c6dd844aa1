"""The first residence title of a foreign adult in Morocco."""
