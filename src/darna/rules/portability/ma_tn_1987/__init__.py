"""The agreement of 1987 between Morocco and Tunisia."""
