"""SQL by which the cases of a protected file are open as long as the file itself, in an emergency as otherwise."""

from __future__ import annotations

from typing import Final

from darna.domains.cases.guard_sql import VISIBILITY

_AGAIN: Final = """revoke all on function sec.show_case(uuid) from public;
alter function sec.show_case(uuid) owner to darna_guard;
"""
_BEFORE: Final = VISIBILITY[
    VISIBILITY.index("create function sec.show_case") : VISIBILITY.index("create function sec.case_visibility()")
]
#: The first end is that of the own agency's rows: it follows the file's. What the guard owns is dropped, not replaced.
_NOW: Final = _BEFORE.replace("'infinity'", "v.until", 1)

EMERGENCIES = (
    "drop function sec.show_case(uuid);\n"
    + _NOW
    + _AGAIN
    + """create function sec.emergency_of_cases() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  perform sec.show_case(c.id) from public.cases_case c where c.person_id = new.person_id;
  return null;
end $$;
revoke all on function sec.emergency_of_cases() from public;
create trigger emergency_shows_cases after insert or update on people_emergencyaccess
  for each row execute function sec.emergency_of_cases();
alter function sec.emergency_of_cases() owner to darna_guard;
"""
)
NO_EMERGENCIES = (
    "drop trigger if exists emergency_shows_cases on people_emergencyaccess;\n"
    "drop function if exists sec.emergency_of_cases();\ndrop function if exists sec.show_case(uuid);\n"
    + _BEFORE
    + _AGAIN
)
