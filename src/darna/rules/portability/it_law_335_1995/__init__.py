"""The Italian old-age pension for everyone: twenty years of contributions, and the age of each year."""
