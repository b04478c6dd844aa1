"""Somebody who came to two agencies under two spellings, and agreed that they may find out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor, job_actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.kernel.dates import PartialDate

AGREED = ("accompaniment", "finding_double_files")


@dataclass(frozen=True)
class Two:
    """Two supervisors of two agencies, the second one's officer, and the file each keeps of one woman."""

    here: Actor
    there: Actor
    officer: Actor
    ours: UUID
    theirs: UUID


def make_two(*, agreed_there: bool = True) -> Two:
    """One woman in two agencies."""
    away = make_agency("odco")
    here, there = make_member(Role.SUPERVISOR), make_member(Role.SUPERVISOR, agency=away)
    ours = register(here)
    theirs = register(
        there,
        purposes=AGREED if agreed_there else ("accompaniment",),
        given_name="",
        family_name="",
        given_name_ar="فاطمة الزهراء",
        family_name_ar="الإدريسي",
        contacts=(),
        identifiers=(),
        commune="",
    )
    return Two(here, there, make_member(Role.DATA_OFFICER, agency=away), ours, theirs)


def make_met_in(here: Actor) -> tuple[Actor, UUID]:
    """Somebody who is also known to another agency, both files marked and not compared yet."""
    from darna.domains.matches import actions

    there = make_member(Role.SUPERVISOR, agency=make_agency("anapec"))
    person = register(here, given_name="Naima", contacts=(), identifiers=())
    register(there, given_name="Naïma", contacts=(), identifiers=())
    for side in (here, there):
        by = job_actor(side.agency_id)
        with acting(by.context):
            actions.mark_persons(by=by)
    return there, person


def make_noticed_in(here: Actor) -> UUID:
    """A possible match of the agency of a supervisor with another one."""
    return _noticed_in(here)[1]


def make_open_in(here: Actor) -> UUID:
    """The same, agreed to by both."""
    from darna.domains.matches import actions

    there, match = _noticed_in(here)
    for side in (here, there):
        done(side, actions.agree_to_compare, match, seen_version=1)
    return match


def _noticed_in(here: Actor) -> tuple[Actor, UUID]:
    from django.apps import apps

    there, person = make_met_in(here)
    night(here)
    sides = apps.get_model("matches", "MatchSide").objects
    # Earlier examples left the same person with further agencies, and the night meets them all.
    with acting(there.context):
        theirs = list(sides.filter(agency_id=there.agency_id).values_list("match_id", flat=True))
    with acting(here.context):
        ours = sides.filter(person_id=person, match_id__in=theirs).order_by("-match__noticed_at")
        return there, ours.values_list("match_id", flat=True)[0]


def register(by: Actor, *, purposes: tuple[str, ...] = AGREED, **told: Any) -> UUID:
    """Somebody with these purposes of consent."""
    from darna.domains.people.actions import register_person

    told.setdefault("birth", PartialDate.parse("1995-04-12"))
    with acting(by.context):
        found: UUID = register_person(make_draft(**told), make_terms(purposes=purposes), by=by).pk
        return found


def night(*sides: Actor) -> int:
    """The job of the night in these agencies; how many possible matches are new."""
    from darna.domains.matches import actions

    for side in sides:
        by = job_actor(side.agency_id)
        with acting(by.context):
            actions.mark_persons(by=by)
    found = 0
    for side in sides:
        by = job_actor(side.agency_id)
        with acting(by.context):
            found += actions.find_matches(by=by)
    return found


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def make_noticed() -> tuple[Two, UUID]:
    """A possible match that nobody decided about yet."""
    from django.apps import apps

    two = make_two()
    night(two.here, two.there)
    with acting(two.here.context):
        return two, apps.get_model("matches", "PossibleMatch").objects.get().pk


def make_open() -> tuple[Two, UUID]:
    """A possible match that both agreed to compare."""
    from darna.domains.matches import actions

    two, match = make_noticed()
    for side in (two.here, two.there):
        done(side, actions.agree_to_compare, match, seen_version=1)
    return two, match
