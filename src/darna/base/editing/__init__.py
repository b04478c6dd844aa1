"""Saving over what was seen: nobody's change is lost, and what cannot be right is refused."""

from darna.base.editing.checks import (
    optional_text,
    require_code,
    require_codes,
    require_past,
    require_text,
)
from darna.base.editing.rows import differing_columns, locked, locked_in, save

__all__ = [
    "differing_columns",
    "locked",
    "locked_in",
    "optional_text",
    "require_code",
    "require_codes",
    "require_past",
    "require_text",
    "save",
]
