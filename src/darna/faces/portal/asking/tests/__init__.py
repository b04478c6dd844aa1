"""Tests of asking without an account."""
