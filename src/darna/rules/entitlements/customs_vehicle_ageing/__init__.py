"""The ageing rule for the car of a definitive return."""
