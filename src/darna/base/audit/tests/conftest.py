"""Each test module works on a database of its own, with committed rows."""

from darna.base.audit.tests.databases import fresh_house, house

__all__ = ["fresh_house", "house"]
