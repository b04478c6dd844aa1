"""The agreement of 1982 between Morocco and Denmark: the day of its entry into force has not been read."""
