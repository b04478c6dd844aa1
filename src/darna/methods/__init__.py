"""The science as code, each method in its own package: pure Python, no Django, no database."""
