"""Schema changes of the codelists app."""
