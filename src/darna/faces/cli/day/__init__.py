"""A day of a Maison replayed against a running server: visitors, and the staff who receive them."""
