"""The Portuguese old-age pension: fifteen years; its age changes each year and is not read."""
