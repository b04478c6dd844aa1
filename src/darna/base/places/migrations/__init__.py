"""Schema changes of the places app."""
