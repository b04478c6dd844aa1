"""What people of the demo say of their accompaniment, and cases that somebody proposes to close; all fictional."""

from __future__ import annotations

from datetime import timedelta

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import case_list
from darna.domains.cases.values import CaseFilters
from darna.domains.closing import actions, queries
from darna.domains.closing.values import ClosingFilters
from darna.kernel.clock import today

#: What the person says, how they were asked, and in which words; the last one is still to be asked.
SAID = (
    ("good", "paper", "On nous a écoutées. Les délais de l’administration étaient longs."),
    ("very_good", "colleague", "Merci pour l’aide avec les papiers."),
)
PROPOSED = (
    ("goals_achieved", "Le dossier de pension est complet et déposé ; la réponse est attendue."),
    ("disengaged", "La personne dit ne plus vouloir continuer pour le moment."),
)


def end(worker: Actor, supervisor: Actor) -> None:
    """Two people were asked what they think of it, and two closings wait for the supervisor."""
    with acting(supervisor.context, seconds=120):
        closed = queries.closing_lines(supervisor, ClosingFilters(state="closed")).lines
        for line, (opinion, way, words) in zip(closed, SAID, strict=False):
            day = min(line.closed_on + timedelta(days=3), today())
            actions.note_opinion(line.id, opinion, way, words, on=day, seen_version=line.version, by=supervisor)
    with acting(worker.context, seconds=120):
        mine = case_list(worker, CaseFilters(worker="mine", sort="opened")).lines
        for case, (outcome, note) in zip(mine[-2:], PROPOSED, strict=False):
            actions.propose_closing(case.id, outcome, note, by=worker)
