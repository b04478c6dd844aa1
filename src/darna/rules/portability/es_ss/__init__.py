"""The Spanish contributory pension: fifteen years of contributions."""
