"""The auto-entrepreneur as a form for one person with a small turnover."""
