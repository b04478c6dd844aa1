"""Pages of cases: HTTP in, action or query, HTTP out."""
