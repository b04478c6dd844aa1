"""Services near me: the public side of the directory, as lists, entries, a map, and a word to its keepers."""
