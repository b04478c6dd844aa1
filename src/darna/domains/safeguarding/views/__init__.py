"""Pages of child protection, one file per noun."""
