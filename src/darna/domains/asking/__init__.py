"""Questions put to a house without an account: asked with a receipt code, answered by its desk, then removed."""
