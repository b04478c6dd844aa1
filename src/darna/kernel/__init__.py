"""What every floor may use: typed problems, the clock, partial dates, text in four languages, codes."""
