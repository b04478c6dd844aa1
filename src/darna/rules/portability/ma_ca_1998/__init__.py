"""The agreement of 1998 between Morocco and Canada, for long-term benefits only."""
