"""The cooperative as a form for people who work together."""
