"""Pages of possible matches."""
