"""Tests of the data-protection officer's room."""
