"""The Swedish pension: what is not yet read stays open."""
