"""Words of the law in templates."""
