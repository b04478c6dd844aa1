"""The agreement of 1972 between Morocco and the Netherlands, amended in 1996, 2002 and 2016."""
