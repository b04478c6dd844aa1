"""Working lives in several countries: what the insured years are worth, and why."""
