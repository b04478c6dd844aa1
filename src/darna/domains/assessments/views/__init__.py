"""Pages of questionnaires, one file per noun."""
