"""The support of return programmes after the return."""
