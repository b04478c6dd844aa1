"""A place at school for the children of a family that comes home."""
