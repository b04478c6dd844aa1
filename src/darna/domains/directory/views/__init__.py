"""Pages of the directory, one file per noun."""
