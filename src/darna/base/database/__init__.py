"""The database of an installation: its server, its roles, its health and its encrypted copies."""
