"""The agreement of 1991 between Morocco and Algeria: older sources say that it is not ratified."""
