"""The agreement of 2016 between Morocco and Bulgaria: its entry into force has not been read."""
