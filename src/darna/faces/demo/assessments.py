"""Questionnaires of the demo: one being answered, one completed, one corrected, and a workbook the agency brought in."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import xlsxwriter

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.assessments import actions
from darna.domains.assessments.queries.instruments import offered
from darna.domains.cases.queries import case_list
from darna.domains.cases.values import CaseFilters

Members = Mapping[tuple[str, Role], Actor]
Rows = tuple[tuple[str, ...], ...]

SETTLED: Final[dict[str, Any]] = {
    "back_on": "2026-03-02",
    "work": "informal",
    "income_enough": "sometimes",
    "debts": "no",
    "housing": "hosted",
    "may_stay": "yes",
    "children": "1",
    "child": [{"child_age": "8", "at_school": "no", "why_not": "L'acte de naissance manque."}],
    "reaches": "papers school",
    "someone": "mostly",
    "strengths": "Un métier de soudeur, et une sœur qui l'accueille.",
}
#: A short questionnaire of the house, as its author wrote it.
SURVEY: Final[Rows] = (
    ("type", "name", "label::Français (fr)", "label::العربية (ar)", "relevant", "required"),
    ("select_one yes_no", "came", "La personne est-elle venue ?", "هل حضر الشخص؟", "", "yes"),
    ("text", "why", "Sinon, pourquoi ?", "وإلا، لماذا؟", "${came} = 'no'", ""),
    ("text", "next", "Que fait-on ensuite ?", "ما الخطوة التالية؟", "", "yes"),
)
CHOICES: Final[Rows] = (
    ("list_name", "name", "label::Français (fr)", "label::العربية (ar)"),
    ("yes_no", "yes", "Oui", "نعم"),
    ("yes_no", "no", "Non", "لا"),
)
SETTINGS: Final[Rows] = (
    ("form_title", "form_id", "default_language", "label::Français (fr)", "label::العربية (ar)"),
    ("Visite à domicile", "visite", "Français (fr)", "Visite à domicile", "زيارة منزلية"),
)
ADDED: Final = ("text", "when", "Quand revient-on ?", "متى نعود؟", "", "")


def ask_with_questionnaires(members: Members) -> None:
    """What the caseworker of the Maison answered with three persons, and what its supervisor brought in."""
    worker, keeper = members["maison", Role.CASEWORKER], members["maison", Role.SUPERVISOR]
    with acting(worker.context, seconds=600):
        mine = [line.id for line in case_list(worker, CaseFilters(worker="mine", sort="opened")).lines[:3]]
        versions = {line.code: line.id for line in offered(worker)}
        _answer(worker, mine, versions)
    _bring_in(keeper, members["maison", Role.AGENCY_ADMINISTRATOR])


def _answer(worker: Actor, cases: list[UUID], versions: Mapping[str, UUID]) -> None:
    for place, case_id in enumerate(cases):
        if place == 2:
            actions.begin_questionnaire(case_id, versions["darna_reception"], by=worker)
            continue
        row = actions.begin_questionnaire(case_id, versions["darna_reintegration"], by=worker)
        actions.save_answers(row.pk, lambda _old, _run: SETTLED, screen=1, seen_version=1, by=worker)
        row = actions.complete_questionnaire(row.pk, seen_version=2, by=worker)
        if place:
            reason = "L'enfant va à l'école depuis lundi."
            actions.correct_questionnaire(row.pk, reason, seen_version=row.version, by=worker)


def _bring_in(keeper: Actor, second: Actor) -> None:
    """A version in use, and a newer one that waits."""
    with acting(keeper.context, seconds=600):
        first = actions.bring_in_instrument(workbook(SURVEY), by=keeper)
    with acting(second.context, seconds=600):
        actions.publish_instrument(first.pk, seen_version=1, by=second)
    with acting(keeper.context, seconds=600):
        actions.bring_in_instrument(workbook((*SURVEY, ADDED)), "On demande aussi quand revenir.", by=keeper)


def workbook(survey: Rows) -> bytes:
    """The short questionnaire as a file."""
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        for name, rows in (("survey", survey), ("choices", CHOICES), ("settings", SETTINGS)):
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
    return into.getvalue()
