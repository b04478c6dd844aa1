"""Words of cohorts in templates."""
