"""SQL by which no time runs for a file that was merged into another: it is kept and goes with the one that stays."""

from __future__ import annotations

from typing import Final

from darna.base.rowsecurity.guards import function_in
from darna.domains.retention.guard_sql import TERMS

_BEFORE: Final = function_in(TERMS, "sec.reckon_terms")
_NOW: Final = _BEFORE.replace("p.erased_at is null and not", "p.erased_at is null and p.merged_into_id is null and not")
_DROP: Final = "drop function if exists sec.reckon_terms(uuid[]);\n"
_RIGHTS: Final = """
revoke all on function sec.reckon_terms(uuid[]) from public;
alter function sec.reckon_terms(uuid[]) owner to darna_guard;
"""

GOING_ALONG: Final = _DROP + _NOW + _RIGHTS
BY_ITSELF: Final = _DROP + _BEFORE + _RIGHTS
