"""Ask the Maison: a question without an account, and its answer by a receipt code."""
