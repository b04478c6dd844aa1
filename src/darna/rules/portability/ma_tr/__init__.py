"""Morocco and Türkiye: no agreement on social security was found."""
