"""The domain of people."""
