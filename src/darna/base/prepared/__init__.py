"""Questions asked at every page, put into SQL once and planned by PostgreSQL once for each connection."""

from darna.base.prepared.query import DAY, ID, IDS, INSTANT, TEXT, Prepared

__all__ = ["DAY", "ID", "IDS", "INSTANT", "TEXT", "Prepared"]
