"""Tests of the public pages of rights."""
