"""The agreement of 1965 between Morocco and France: in force from 1967 until the one of 2007 took its place."""
