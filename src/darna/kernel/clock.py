"""The only place that knows what time it is; tests freeze it."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
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


def use_the_newer_calendar_of_zones() -> None:
    """Take the rules of time zones from the locked package where the machine's own are older.

    States change them at short notice, Morocco among them, and a machine that is not updated opens every office an
    hour early.
    """
    packaged = resources.files("tzdata") / "zoneinfo" / "tzdata.zi"
    if _version(packaged.read_text("ascii")) >= max(map(_version_in, zoneinfo.TZPATH), default=""):
        zoneinfo.reset_tzpath(to=())
        ZoneInfo.clear_cache()


def _version_in(folder: str) -> str:
    try:
        return _version((Path(folder) / "tzdata.zi").read_text("ascii"))
    except OSError:
        return ""


def _version(rules: str) -> str:
    """The version that a file of rules begins with, as 2026f."""
    return rules.partition("\n")[0].removeprefix("# version ").strip()


use_the_newer_calendar_of_zones()
