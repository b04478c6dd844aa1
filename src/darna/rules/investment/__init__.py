"""What support an investment could get, and how much of it can be worked out."""
