"""Files of one agency that may be of one person: looked for at night and when somebody registers; people decide."""
