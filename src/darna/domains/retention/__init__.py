"""How long files are kept, and who is told before one goes."""
