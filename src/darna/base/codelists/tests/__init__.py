"""Tests of the codelists app."""
