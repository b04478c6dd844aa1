"""Guided exercises on fictional people, in a demonstration only."""
