"""Public pages: what everybody reads, in versions that a second person publishes."""
