"""Cases of the demo that go to a colleague or wait for another agency; all fictional."""

from __future__ import annotations

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import case_brief, case_list
from darna.domains.cases.values import CaseFilters
from darna.domains.transfers import actions

ASKED = "Je suis en formation jusqu’à la fin du mois ; le rendez-vous avec la caisse est pris."
GIVEN = "La carte de séjour est déposée. Rappeler la famille après le 15, de préférence le matin."
CEILING = 40


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
