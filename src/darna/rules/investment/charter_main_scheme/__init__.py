"""The main scheme of the investment charter."""
