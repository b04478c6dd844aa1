"""Pages of accounts: HTTP in, action or query, HTTP out."""
