"""Relief from customs duties on the goods of a definitive return."""
