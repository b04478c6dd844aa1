"""The entente of 2000 between Morocco and Québec, in force since a day of 2010 that has not been read."""
