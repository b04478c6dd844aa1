"""Complaints: who reads them, which steps exist, what the database refuses."""
