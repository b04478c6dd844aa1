"""The registration of a birth."""
