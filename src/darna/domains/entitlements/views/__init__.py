"""Pages of entitlements: HTTP in, a query or an action, HTTP out."""
