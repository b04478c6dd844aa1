"""A place at school for a child of another country."""
