"""Pages of the content manager, by what they are about."""
