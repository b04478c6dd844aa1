"""The demonstration: real places, fictional people."""
