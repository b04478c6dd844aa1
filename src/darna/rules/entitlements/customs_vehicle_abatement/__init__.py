"""The abatement of 90 % on a vehicle for Moroccans of sixty and over."""
