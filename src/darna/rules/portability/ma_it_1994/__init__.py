"""The agreement of 1994 between Morocco and Italy: ratified by Morocco in 1998, never by Italy, and not in force."""
