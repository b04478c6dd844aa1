"""The agreement of 1979 between Morocco and Spain, with the protocol of 1998."""
