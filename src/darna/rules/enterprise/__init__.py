"""Which legal form suits an activity, what it pays, and what helps it to begin."""
