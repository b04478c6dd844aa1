"""What cannot be right in an entry is refused; a text in four languages as its columns."""

from __future__ import annotations

from zoneinfo import available_timezones

from darna.kernel.errors import Invalid
from darna.kernel.text import LocalText

LANGUAGES = ("ar", "fr", "it", "en")
LONGEST_REASON = 300


def in_columns(prefix: str, text: LocalText) -> dict[str, object]:
    """A text in four languages as the columns that hold it."""
    return {f"{prefix}_{language}": getattr(text, language).strip() for language in LANGUAGES}


def require_name(text: LocalText) -> None:
    """Raises: Invalid when there is a name in no language."""
    if not any(value.strip() for value in text.values()):
        raise Invalid("name_fr", "name_missing")


def require_zone(zone: str) -> None:
    """Raises: Invalid for a time zone that does not exist."""
    if zone not in available_timezones():
        raise Invalid("time_zone", "not_a_time_zone", value=zone)
