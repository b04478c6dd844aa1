"""The only place that knows what time it is; tests freeze it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CASABLANCA = "Africa/Casablanca"


def now() -> datetime:
    """This instant, with its time zone (UTC).

    >>> now().utcoffset().total_seconds()
    0.0
    """
    return datetime.now(UTC)


def today(tz: str = CASABLANCA) -> date:
    """The day on the wall calendar of an office in that time zone.

    Raises: zoneinfo.ZoneInfoNotFoundError for a zone that does not exist.
    """
    return now().astimezone(ZoneInfo(tz)).date()
