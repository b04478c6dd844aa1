"""Words that templates of pages ask for."""
