"""The equivalence of a higher diploma from abroad."""
