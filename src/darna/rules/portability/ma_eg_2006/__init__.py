"""The agreement of 2006 between Morocco and Egypt: ratified according to the press, its entry into force has not been read."""
