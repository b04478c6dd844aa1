"""Formats in which Darna tells others what is public; each a mapping of values to plain data."""
