"""Pages of training actions and cohorts; one file per noun."""
