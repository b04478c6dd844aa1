"""Help for income-giving activities whose calls change from year to year."""
