"""Who may open which page: every address, every role, every relation to the record behind it."""
