"""Canada's Old Age Security: a fortieth for each year of residence."""
