"""The agreement of 1968 between Morocco and Belgium: in force from 1971 until the one of 2014 took its place."""
