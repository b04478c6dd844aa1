"""The agreement of 1998 between Morocco and Portugal: the day of its entry into force has not been read."""
