"""Files of two agencies that may be of one person."""
