"""The domain of cases."""
