"""Complaining from a phone."""
