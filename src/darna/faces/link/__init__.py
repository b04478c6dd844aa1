"""The page of a partner without an account."""
