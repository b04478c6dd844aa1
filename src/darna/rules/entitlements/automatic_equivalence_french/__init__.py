"""The automatic equivalence of diplomas of French public universities."""
