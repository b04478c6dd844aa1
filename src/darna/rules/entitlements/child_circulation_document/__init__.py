"""The circulation document of a foreign child."""
