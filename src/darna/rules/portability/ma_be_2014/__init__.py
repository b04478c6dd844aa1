"""The agreement of 2014 between Morocco and Belgium, in force since 1 June 2022."""
