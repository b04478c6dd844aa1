"""Tests of the places app."""
