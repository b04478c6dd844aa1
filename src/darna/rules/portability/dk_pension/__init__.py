"""The Danish social pension, which accrues by residence."""
