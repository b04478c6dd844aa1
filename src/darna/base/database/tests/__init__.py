"""What the database must prove on real servers."""
