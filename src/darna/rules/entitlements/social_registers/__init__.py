"""The entry in the population register and in the social register."""
