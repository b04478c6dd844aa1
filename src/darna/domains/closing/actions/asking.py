"""What the person says of the accompaniment, and how they are some months later."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked, optional_text, require_past, save
from darna.base.keys.queries import cipher_of
from darna.domains.cases import access as of_cases
from darna.domains.closing import access
from darna.domains.closing.models import ENDED, Closing
from darna.domains.closing.sealed import CHECK, OPINION
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid

LONGEST = 20_000


@transaction.atomic
def note_opinion(
    closing_id: UUID, opinion: str, way: str, words: str = "", *, on: date | None = None, seen_version: int, by: Actor
) -> Closing:
    """Write down what the person says of the accompaniment, in their words; saying nothing is an answer too.

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone for a closing that never came to be.
    """
    by.require(Verb.WRITE_CASE)
    row, reference = _ended(by, closing_id)
    _require_choice("opinion", opinion, Closing.Opinion.values)
    _require_choice("way", way, Closing.Way.values)
    words, day = optional_text("words", words, most=LONGEST), _asked_on(row, on)
    row, cipher = locked(row, seen_version, note=words), cipher_of(row.person_id)
    save(
        row,
        opinion=opinion,
        opinion_way=way,
        opinion_on=day,
        opinion_by=by.membership_id,
        sealed_opinion=cipher.seal(words, field=OPINION),
    )
    # How satisfied somebody is stands in the file and in counts; the trail says that they were asked.
    record("closing.opinion_noted", subject=row, detail={"case": reference})
    return row


@transaction.atomic
def note_check(
    closing_id: UUID, finding: str, note: str = "", *, on: date | None = None, seen_version: int, by: Actor
) -> Closing:
    """Write down how the person is some months after, or that nobody reached them (an empty finding).

    Raises: Refused, NotFound, Invalid, StaleVersion; AlreadyDone where nothing is to be asked.
    """
    by.require(Verb.WRITE_CASE)
    row, reference = _ended(by, closing_id)
    if row.check_state != Closing.Check.PLANNED:
        raise AlreadyDone("check_is_made_already")
    if finding:
        _require_choice("finding", finding, Closing.Finding.values)
    note, day = optional_text("note", note, most=LONGEST), _asked_on(row, on)
    row, cipher = locked(row, seen_version, note=note), cipher_of(row.person_id)
    save(
        row,
        check_state=Closing.Check.REACHED if finding else Closing.Check.NOT_REACHED,
        check_done_on=day,
        check_by=by.membership_id,
        finding=finding,
        sealed_check=cipher.seal(note, field=CHECK),
    )
    record("closing.check_made", subject=row, detail={"case": reference})
    return row


def _ended(by: Actor, closing_id: UUID) -> tuple[Closing, str]:
    row = access.visible_closing(by, closing_id)
    case = access.own_case(by, row.case_id)
    of_cases.require(access.may_ask(by, case), case)
    if row.state not in ENDED:
        raise AlreadyDone("closing_never_came_to_be")
    return row, case.reference


def _require_choice(field: str, code: str, known: list[str]) -> None:
    if code not in known:
        raise Invalid(field, "not_in_the_list", value=code)


def _asked_on(row: Closing, on: date | None) -> date:
    day = on or today()
    require_past("on", day)
    if day < row.closed_on and row.state == Closing.State.CLOSED:
        raise Invalid("on", "before_the_closing", value=day.isoformat())
    return day
