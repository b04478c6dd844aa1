"""What the timeline of a file tells of claims: that one was opened, and what became of it last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.pages.ways import way
from darna.base.prepared import ID, Prepared
from darna.domains.cases.queries.lists import references_of_cases
from darna.domains.cases.values import TimelineItem
from darna.domains.entitlements.models import Claim
from darna.kernel.clock import CASABLANCA

_CLAIMS: Final = Prepared(
    lambda agency, person: Claim.objects.filter(agency_id=agency, person_id=person).order_by("opened_on", "id"),
    agency=ID,
    person=ID,
)
_OPENED: Final = _("Claim opened: %(right)s")
_BECAME: Final[dict[str, str | Promise]] = {
    "obtained": _("Right obtained: %(right)s"),
    "refused": _("Claim refused: %(right)s"),
    "appealed": _("Refusal appealed: %(right)s"),
    "withdrawn": _("Claim given up: %(right)s"),
}


def claims_in_timeline(actor: Actor, person_id: UUID) -> Iterator[TimelineItem]:
    """Claims of a person with the days they were opened and became what they are.

    One query where there is none, two otherwise; none for who does not read what is noted in cases.
    """
    if not actor.may(Verb.READ_NARRATIVE):
        return
    rows = _CLAIMS.rows(agency=actor.agency_id, person=person_id)
    if not rows:
        return
    # Read where a claim is: nobody waits for the law while a program starts.
    from darna.domains.entitlements import asking
    from darna.domains.entitlements.law import law_in_force
    from darna.domains.entitlements.queries.telling import language

    known, references = law_in_force().book, references_of_cases(row.case_id for row in rows)
    for row in rows:
        right = asking.title_of(row.right, known, language())
        yield _item(row, row.opened_on, str(_OPENED) % {"right": right}, references.get(row.case_id, ""), 4)
        if row.state in _BECAME:
            became = str(_BECAME[row.state]) % {"right": right}
            yield _item(row, row.state_on, became, references.get(row.case_id, ""), 6)


def _item(row: Claim, day: date, title: str, reference: str, rank: int) -> TimelineItem:
    return TimelineItem(
        kind="document",
        title=title,
        on=day,
        url=way("entitlements:claim", row.pk),
        url_label=gettext("Open the claim"),
        case_reference=reference,
        order=(datetime.combine(day, time.min, ZoneInfo(CASABLANCA)), rank),
    )
