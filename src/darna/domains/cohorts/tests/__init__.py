"""The tests of cohorts."""
