"""Pages of complaints, by who uses them."""
