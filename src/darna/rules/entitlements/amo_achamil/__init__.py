"""Voluntary health cover (AMO Achamil)."""
