"""Subjects of the work, one app each."""
