"""The training action of the demo: fifteen cases of the Maison, fifteen of Entraide Nationale, fifteen of ODCO."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import case_list
from darna.domains.cases.values import CaseFilters
from darna.domains.cohorts import actions
from darna.domains.cohorts.values import YES, ActionDraft, Coach, CohortDraft, ReviewDraft
from darna.kernel.clock import today
from darna.kernel.errors import Invalid
from darna.kernel.text import LocalText

TARGET: Final = 15
LABEL: Final = LocalText(
    ar="تكوين على مواكبة الأشخاص: خمسة عشر ملفا لكل هيئة",
    fr="Formation à l’accompagnement : quinze dossiers par institution",
    it="Formazione all’accompagnamento: quindici pratiche per ogni ente",
    en="Training in case accompaniment: fifteen cases for each institution",
)
POINTS: Final = ("consent_recorded", "needs_noted", "plan_made", "recent_contact", "outcome_written")
REMARKS: Final = (
    "Les besoins sont clairs, le plan reste à écrire avec la personne.",
    "Dossier bien tenu. Noter le prochain rendez-vous.",
    "Revoir le consentement dans la langue de la personne.",
    "Le suivi après l’orientation manque encore.",
)
STEPS: Final = ("Écrire le plan", "Rappeler la personne", "Demander la réponse au service", "Noter le résultat")


@dataclass(frozen=True, slots=True)
class Part:
    """An agency's part of the demo's action: how many cases were reviewed, and how many have all points done."""

    slug: str
    label: LocalText
    reviewed: int
    complete: int
    #: Somebody from outside; else the agency's caseworker.
    coach: Coach | None = None


PARTS: Final = (
    Part(
        "maison",
        LocalText(ar="ملفات الدار", fr="Dossiers de la Maison", it="Pratiche della Casa", en="Cases of the Maison"),
        12,
        7,
    ),
    Part(
        "entraide",
        LocalText(
            ar="ملفات التعاون الوطني",
            fr="Dossiers de l’Entraide Nationale",
            it="Pratiche di Entraide Nationale",
            en="Cases of Entraide Nationale",
        ),
        9,
        5,
        Coach(name="Aziza Benjelloun", organisation="Cabinet de formation"),
    ),
    Part(
        "odco",
        LocalText(ar="ملفات مكتب تنمية التعاون", fr="Dossiers de l’ODCO", it="Pratiche di ODCO", en="Cases of ODCO"),
        6,
        3,
    ),
)


def train(members: Mapping[tuple[str, Role], Actor]) -> None:
    """Plan the action, bring the three agencies in, start it, and let the coaches review some cases."""
    lead, chance = members["maison", Role.SUPERVISOR], Random(TARGET)
    with acting(lead.context, seconds=600):
        action = actions.plan_action(_draft(), by=lead)
        cohorts = {part.slug: _joined(action.pk, part, members, lead) for part in PARTS}
        actions.start_action(action.pk, seen_version=action.version, by=lead)
    for part in PARTS:
        supervisor = members[part.slug, Role.SUPERVISOR]
        with acting(supervisor.context, seconds=600):
            _fill(cohorts[part.slug], part, supervisor, members[part.slug, Role.CASEWORKER], chance)


def _draft() -> ActionDraft:
    return ActionDraft(
        label=LABEL,
        starts_on=today() - timedelta(days=21),
        ends_on=today() + timedelta(days=40),
        target=TARGET * len(PARTS),
        points=POINTS,
        coach_name="Aziza Benjelloun",
        coach_organisation="Cabinet de formation",
    )


def _joined(action_id: UUID, part: Part, members: Mapping[tuple[str, Role], Actor], lead: Actor) -> UUID:
    agency_id = members[part.slug, Role.SUPERVISOR].agency_id
    return actions.add_cohort(action_id, agency_id, CohortDraft(part.label, TARGET), by=lead).pk


def _fill(cohort_id: UUID, part: Part, supervisor: Actor, worker: Actor, chance: Random) -> None:
    coach = part.coach or Coach(worker.membership_id)
    actions.name_coach(cohort_id, coach, seen_version=1, by=supervisor)
    entries = _taken_in(cohort_id, supervisor)
    for number, entry_id in enumerate(entries[: part.reviewed]):
        is_complete = number < part.complete
        if chance.random() < 0.5:
            actions.write_review(entry_id, _found(chance, 18, is_complete=False), seen_version=1, by=supervisor)
            actions.write_review(entry_id, _found(chance, 4, is_complete=is_complete), seen_version=2, by=supervisor)
        else:
            actions.write_review(entry_id, _found(chance, 9, is_complete=is_complete), seen_version=1, by=supervisor)


def _taken_in(cohort_id: UUID, supervisor: Actor) -> list[UUID]:
    entries: list[UUID] = []
    for line in case_list(supervisor, CaseFilters(state="open", origin="own", sort="-opened")).lines:
        if len(entries) < TARGET:
            try:
                entries.append(actions.add_case(cohort_id, line.id, by=supervisor).pk)
            except Invalid:
                # A protected file whose coach is not named for it stays out.
                continue
    return entries


def _found(chance: Random, days_ago: int, *, is_complete: bool) -> ReviewDraft:
    day = today() - timedelta(days=days_ago)
    if is_complete:
        return ReviewDraft(day, dict.fromkeys(POINTS, YES), remark="Tout est en ordre.")
    answers = {point: YES if chance.random() < 0.6 else chance.choice(["no", "not_yet"]) for point in POINTS}
    answers["outcome_written"] = "not_yet"
    return ReviewDraft(
        day, answers, chance.choice(REMARKS), chance.choice(STEPS), today() + timedelta(days=chance.randrange(2, 20))
    )
