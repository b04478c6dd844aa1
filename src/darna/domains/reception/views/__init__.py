"""Pages of the reception: HTTP in, action or query, HTTP out."""
