"""Pages of documents; one file per noun."""
