"""Morocco and the United Kingdom: no general agreement on social security was found."""
