"""The agreement of 2006 between Morocco and Luxembourg, in force at the latest when Morocco published it in February 2014."""
