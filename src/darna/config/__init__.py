"""The only floor that knows all apps: settings, addresses, the server's entry."""
