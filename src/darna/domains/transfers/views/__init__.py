"""Pages of handing over, in one file per noun."""
