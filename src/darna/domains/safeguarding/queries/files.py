"""What the file of a person shows of child protection, in one query: what there is and how far, never its words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Cast

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.domains.cases.values import FileCases
from darna.domains.safeguarding.models import Guardianship, Procedure, Talk, Urgency
from darna.domains.safeguarding.values import FileLine, FilePart

_STATES: Final = {
    "procedure": dict(Procedure.State.choices),
    "urgency": dict(Urgency.State.choices),
    "guardian": dict(Guardianship.State.choices),
}
_TAGS: Final = {"running": "danger", "open": "waiting", "proposed": "new", "decided": "done", "confirmed": "done"}
_LISTS: Final = {"procedure": "protection_reason", "urgency": "urgent_concern", "guardian": "guardianship_basis"}


def file_part(actor: Actor, person_id: UUID, cases: FileCases, *, is_minor: bool) -> FilePart | None:
    """Procedures, clocks, guardians and conversations of a person; None where there is none and nobody may be a child.

    Whoever does not read notes is told of running clocks alone. One query. Raises: Refused.
    """
    actor.require(Verb.OPEN_FILE)
    reads = actor.may(Verb.READ_NARRATIVE)
    lines = tuple(_line(*row) for row in _rows(person_id) if reads or (row[0], row[3]) == ("urgency", "running"))
    if not lines and not is_minor:
        return None
    own = [case for case in cases.open_cases if not case.is_shared_in]
    writable = [case for case in own if case.rights.writes] or [case for case in own if case.rights.notes_needs]
    return FilePart(
        person_id=person_id,
        lines=lines,
        case_id=writable[0].id if writable else None,
        may_write=bool(writable) and writable[0].rights.writes,
        may_start_clock=bool(writable),
    )


def _rows(person_id: UUID) -> Any:
    when = DateTimeField()
    told = ("what", "id", "case_ref", "said", "code", "at")
    procedures = Procedure.objects.annotate(
        what=Value("procedure"), said=F("state"), code=F("reason"), at=F("opened_at")
    )
    clocks = Urgency.objects.annotate(what=Value("urgency"), said=F("state"), code=F("concern"), at=F("started_at"))
    talks = Talk.objects.annotate(what=Value("talk"), said=Value(""), code=Value(""), at=Cast("held_on", when))
    of_cases = [rows.annotate(case_ref=F("case_id")) for rows in (procedures, clocks, talks)]
    guardians = Guardianship.objects.annotate(
        what=Value("guardian"), said=F("state"), code=F("basis"), at=Cast("since", when), case_ref=F("person_id")
    )
    parts = [rows.filter(person_id=person_id).values_list(*told) for rows in (*of_cases, guardians)]
    return parts[0].union(*parts[1:], all=True).order_by("-at")


def _line(what: str, key: UUID, case_id: UUID, state: str, code: str, at: datetime) -> FileLine:
    said = label(_LISTS[what], code) if code else ""
    told = str(_STATES[what][state]) if what in _STATES else ""
    return FileLine(what, key, case_id, state, " · ".join(filter(None, (said, told))), at, _TAGS.get(state, "neutral"))
