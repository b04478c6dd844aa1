"""Cases of the demo that go to a colleague, and two that go to another agency; all fictional."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import case_brief, case_list
from darna.domains.cases.values import CaseFilters, CaseLine
from darna.domains.people.actions import record_consent
from darna.domains.people.queries import person_card
from darna.domains.people.values import ACCOMPANIMENT, SHARING, ConsentTerms
from darna.domains.referrals import packages
from darna.domains.transfers import actions
from darna.faces.demo.referring import adults

ASKED = "Je suis en formation jusqu’à la fin du mois ; le rendez-vous avec la caisse est pris."
GIVEN = "La carte de séjour est déposée. Rappeler la famille après le 15, de préférence le matin."
CEILING = 40
#: What the next agency must know; the first waits for the supervisor, the second for the partner.
MOVED = (
    "La famille s’installe près de votre centre ; l’inscription scolaire reste à faire.",
    "Demande un accompagnement plus proche de chez elle ; les papiers sont prêts.",
)


def move(worker: Actor, supervisor: Actor) -> None:
    """A ceiling for the team, one hand-over that is asked for, and one whose note waits to be read."""
    with acting(supervisor.context, seconds=120):
        actions.keep_rule(False, True, CEILING, seen_version=0, by=supervisor)
    with acting(worker.context, seconds=120):
        mine = case_list(worker, CaseFilters(worker="mine", sort="opened")).lines
        for case in mine[:1]:
            actions.ask_handover(case.id, supervisor.membership_id, ASKED, by=worker)
    with acting(supervisor.context, seconds=120):
        others = case_list(supervisor, CaseFilters(worker="none", sort="opened")).lines
        for case in others[:1]:
            version = case_brief(supervisor, case.id).version
            actions.give_handover(case.id, worker.membership_id, GIVEN, seen_version=version, by=supervisor)


def send_on(worker: Actor, supervisor: Actor, partner: Actor) -> None:
    """A transfer that waits for a second person, and one that waits for the other agency's answer."""
    lines = list(adults(worker))[-len(MOVED) :]
    prepared = [_prepare(line, words, worker, partner) for line, words in zip(lines, MOVED, strict=True)]
    with acting(supervisor.context, seconds=120):
        actions.send_transfer(prepared[-1].pk, seen_version=prepared[-1].version, by=supervisor)


def _prepare(line: CaseLine, words: str, worker: Actor, partner: Actor) -> Any:
    with acting(worker.context, seconds=120):
        terms = ConsentTerms(
            purposes=(ACCOMPANIMENT, SHARING),
            recipients=(partner.agency_id,),
            notice_version="2026-1",
            notice_language="ar",
        )
        record_consent(line.person_id, terms, by=worker)
        told = replace(packages.first_draft(person_card(worker, line.person_id)), summary=words)
        return actions.prepare_transfer(line.id, partner.agency_id, told, by=worker)
