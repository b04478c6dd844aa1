"""Pages of the keeper of the law, by what they are about."""
