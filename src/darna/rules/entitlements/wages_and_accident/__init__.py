"""Wages and accident cover that are owed to every worker."""
