"""What is planned in the demo: an agency's own version of a programme, progress, plans in every state, a full week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import case_list
from darna.domains.cases.values import CaseFilters, CaseLine
from darna.domains.planning import actions
from darna.domains.planning.queries import progress_card
from darna.domains.planning.values import AppointmentDraft, ItemDraft
from darna.domains.programmes import actions as programmes
from darna.domains.programmes.queries import definitions
from darna.kernel.clock import today

Members = Mapping[tuple[str, Role], Actor]

#: How many cases of the caseworker have something planned.
PLANNED: Final = 12
PLANS_WRITTEN: Final = 7
#: programme → what a plan of the demo wants to reach, what the person says, and who does what in how many days.
PLANS: Final = {
    "returned_mre": (
        "Savoir ce que valent les années de travail à l'étranger, et demander ce qui est dû.",
        "J'apporte mes papiers et je viens aux rendez-vous.",
        (
            ("Demander le relevé de carrière", "worker", "", 7),
            ("Apporter les contrats et les bulletins de paie", "person", "", 10),
            ("Répondre à la demande", "institution", "cnss", 45),
        ),
    ),
    "third_country_national": (
        "Que l'enfant soit inscrit à l'école.",
        "Je vais voir l'école avec mon fils.",
        (
            ("Accompagner la famille à l'école", "worker", "", 5),
            ("Demander l'acte de naissance", "person", "", 12),
        ),
    ),
    "informal_to_formal": (
        "Choisir une forme pour l'activité, puis la déclarer.",
        "Je réunis le groupe une fois par semaine.",
        (
            ("Expliquer les formes possibles", "worker", "", 6),
            ("Choisir ensemble un nom", "person", "", 20),
            ("Rendre un avis sur le nom", "institution", "odco", 30),
        ),
    ),
    "mobility_candidate": (
        "Connaître les voies régulières et choisir en connaissance de cause.",
        "Je ne paie personne sans en parler avant.",
        (
            ("Vérifier l'offre et l'employeur", "worker", "", 4),
            ("Suivre le cours de langue", "person", "", 60),
        ),
    ),
    "child_protection": (
        "Que l'enfant soit en sécurité et retourne à l'école.",
        "Je veux rester chez ma grand-mère.",
        (
            ("Revoir l'enfant et sa grand-mère", "worker", "", 3),
            ("Rendre un avis sur la prise en charge", "institution", "child_protection_unit", 10),
        ),
    ),
}
#: Day from today, hour, minutes, purpose and how, for one case after the other.
MEETINGS: Final = (
    (0, time(10), 30, "follow_up", "at_the_house"),
    (0, time(14, 30), 45, "documents", "at_the_house"),
    (1, time(9, 30), 30, "plan_review", "phone"),
    (1, time(11), 60, "going_along", "elsewhere"),
    (2, time(15), 30, "information", "at_the_house"),
    (4, time(10), 45, "first_interview", "home_visit"),
    (6, time(10), 30, "follow_up", "at_the_house"),
    (9, time(9), 30, "documents", "at_the_house"),
)


def plan(members: Members) -> None:
    """Plan in the cases of the caseworker of the Maison; the same at every start of a fresh demo."""
    worker, supervisor = members["maison", Role.CASEWORKER], members["maison", Role.SUPERVISOR]
    _set_ceilings(members["maison", Role.AGENCY_ADMINISTRATOR])
    with acting(worker.context, seconds=600):
        lines = case_list(worker, CaseFilters(worker="mine", sort="opened")).lines[:PLANNED]
        programmes_of = [_advance(line, number, worker) for number, line in enumerate(lines)]
        for line, meeting in zip(lines, MEETINGS, strict=False):
            _meet(line, meeting, worker)
    to_plan = [(line.id, code) for line, code in zip(lines, programmes_of, strict=True) if code in PLANS]
    for number, (case_id, code) in enumerate(to_plan[:PLANS_WRITTEN]):
        _write(case_id, code, number, worker, supervisor)


def _set_ceilings(keeper: Actor) -> None:
    """The Maison set ceilings of its own; the cases opened before keep the shipped version."""
    with acting(keeper.context):
        for code in ("returned_mre", "third_country_national"):
            shipped = definitions(agency_id=keeper.agency_id)[code]
            draft = programmes.start_draft(shipped.version_id, by=keeper)
            content = replace(shipped.content, ceiling=30)
            programmes.change_draft(draft.pk, content, seen_version=1, by=keeper)
            programmes.publish_draft(draft.pk, "Plafond convenu en réunion d'équipe.", seen_version=2, by=keeper)


def _advance(line: CaseLine, number: int, worker: Actor) -> str:
    """The case stands in one of the first four stages, with what was done on the way; the code of its programme."""
    card = progress_card(worker, line.id, language=worker.language)
    stage = card.stages[number % 4]
    done = [item.code for one in card.stages[: number % 4] for item in one.items]
    if number % 4:
        actions.move_stage(line.id, stage.code, seen_version=0, by=worker)
    seen = [paper.code for paper in card.expected[: number % 3]]
    marked = [*done, *(item.code for item in stage.items[:2])]
    actions.mark_progress(line.id, items=marked, documents=seen, seen_version=min(number % 4, 1), by=worker)
    return card.case.programme


def _meet(line: CaseLine, meeting: tuple[int, time, int, str, str], worker: Actor) -> None:
    days, at, minutes, purpose, mode = meeting
    begins = timezone.make_aware(datetime.combine(today() + timedelta(days=days), at))
    draft = AppointmentDraft(begins, worker.membership_id, purpose, minutes, mode)
    actions.make_appointment(line.id, draft, by=worker)


def _write(case_id: UUID, programme: str, number: int, worker: Actor, supervisor: Actor) -> None:
    """The first plan is a draft, the second and third wait, the others are approved and under way."""
    goal, commitment, items = PLANS[programme]
    with acting(worker.context):
        plan = actions.write_plan(case_id, goal, commitment, by=worker)
        for action, who, institution, days in items:
            due = today() + timedelta(days=days)
            actions.add_item(plan.pk, ItemDraft(action, who, institution=institution, due_on=due), by=worker)
        if number:
            actions.propose_plan(plan.pk, seen_version=1, by=worker)
    if number > 2:
        with acting(supervisor.context):
            actions.approve_plan(plan.pk, seen_version=2, by=supervisor)
        with acting(worker.context):
            actions.begin_plan(plan.pk, today(), seen_version=3, by=worker)
