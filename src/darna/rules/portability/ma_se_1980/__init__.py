"""The agreement of 1980 between Morocco and Sweden: in force since 1982, its branches still to be confirmed."""
