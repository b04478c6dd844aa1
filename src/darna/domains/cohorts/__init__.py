"""Training actions: one cohort of cases for each agency, a coach who reviews them, and how far they are."""
