"""Pages of the desk for questions, by what they are about."""
