"""Darna: software for the regional governance of migration, founded on human rights."""
