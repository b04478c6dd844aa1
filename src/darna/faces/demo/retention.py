"""People of the demo whose time to be kept ends, one of them kept longer and one held; all fictional."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor, job_actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.people import actions as people
from darna.domains.people.values import ConsentTerms, PersonDraft
from darna.domains.retention import actions, queries
from darna.domains.retention.values import NoticeFilters
from darna.kernel.clock import now, today

#: Given and family name, and how many days ago the last case was closed.
LEFT: Final = (
    ("Rachid", "Ouali", 790),
    ("Halima", "Sefrioui", 742),
    ("Brahim", "Tazi", 715),
    ("Naima", "Chraibi", 690),
)
LATER = "La caisse de retraite étrangère peut encore demander une pièce avant l’été."
HELD = "Le tribunal examine un recours de la personne ; le dossier sert de preuve."
ASKED_BY = "Tribunal administratif d’Oujda"


def keep(worker: Actor, officer: Actor) -> None:
    """Four times that end: the first waits, the second is postponed, the last is held."""
    for given, family, days in LEFT:
        _closed(worker, given, family, days)
    house = job_actor(officer.agency_id)
    with acting(house.context, seconds=120):
        actions.look_at_times(now(), by=house)
    with acting(officer.context, seconds=120):
        lines = queries.notice_lines(officer, NoticeFilters()).lines
        until = today() + timedelta(days=180)
        actions.postpone_notice(lines[1].id, until, LATER, seen_version=lines[1].version, by=officer)
        actions.place_hold(lines[-1].person_id, HELD, ASKED_BY, by=officer)


def _closed(worker: Actor, given: str, family: str, days: int) -> UUID:
    day = today() - timedelta(days=days)
    terms = ConsentTerms(state="given", notice_version="2026-1", notice_language="fr")
    with acting(worker.context, seconds=120):
        person = people.register_person(PersonDraft(given_name=given, family_name=family), terms, by=worker)
        case = cases.open_case(person.pk, "returned_mre", by=worker, opened_on=day - timedelta(days=200))
        cases.close_case(case.pk, "goals_achieved", seen_version=case.version, by=worker, closed_on=day)
    return person.pk
