"""Pages of planning: HTTP in, action or query, HTTP out."""
