"""SQL by which what was agreed to under one of two united files lets nothing of both be compared."""

from __future__ import annotations

from typing import Final

from darna.domains.matches.guard_sql import MARKS

_START: Final = MARKS.index("create function sec.match_consent")
_BEFORE: Final = MARKS[_START : MARKS.index("$$;", _START) + 3]
_NOW: Final = _BEFORE.replace(
    "p.erased_at is null",
    "p.erased_at is null and p.merged_into_id is null and (p.united_at is null or c.recorded_at > p.united_at)",
)
_DROP: Final = "drop function if exists sec.match_consent(uuid);\n"
_RIGHTS: Final = """
revoke all on function sec.match_consent(uuid) from public;
alter function sec.match_consent(uuid) owner to darna_guard;
"""

ASKED_ANEW: Final = _DROP + _NOW + _RIGHTS
AS_AGREED: Final = _DROP + _BEFORE + _RIGHTS
