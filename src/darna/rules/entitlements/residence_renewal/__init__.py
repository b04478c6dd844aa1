"""The renewal of a residence title."""
