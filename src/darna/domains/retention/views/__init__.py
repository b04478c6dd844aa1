"""Pages of times to keep."""
