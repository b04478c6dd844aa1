"""The Dutch old-age pension: two per cent for each insured year."""
