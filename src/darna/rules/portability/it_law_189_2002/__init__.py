"""The Italian law that keeps the pension of a non-European worker who has gone home, even below twenty years."""
