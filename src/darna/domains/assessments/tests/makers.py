"""Workbooks and questionnaires of fictional persons; a maker says what its test does not care about."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import xlsxwriter

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.assessments import actions

Rows = Sequence[Sequence[Any]]

SURVEY: Rows = (
    (
        "type",
        "name",
        "label::English (en)",
        "label::العربية (ar)",
        "relevant",
        "constraint",
        "constraint_message::English (en)",
        "constraint_message::العربية (ar)",
        "required",
        "calculation",
        "choice_filter",
        "appearance",
        "default",
    ),
    ("begin group", "home", "At home", "في البيت"),
    ("select_one yes_no", "has_home", "Have you a roof tonight?", "هل لك سقف هذه الليلة؟", "", "", "", "", "yes"),
    ("text", "where", "Where will you sleep?", "أين ستنام؟", "${has_home} = 'no'", "", "", "", "yes"),
    (
        "integer",
        "rooms",
        "How many rooms?",
        "كم غرفة؟",
        "${has_home} = 'yes'",
        ". > 0 and . < 30",
        "Between 1 and 29.",
        "بين 1 و29.",
    ),
    ("end group",),
    ("begin repeat", "member", "Member of the household", "فرد من الأسرة"),
    ("text", "called", "What do we call them?", "بماذا نناديه؟", "", "", "", "", "yes"),
    ("integer", "age", "Age", "العمر"),
    ("end repeat",),
    ("calculate", "ages", "", "", "", "", "", "", "", "sum(${age})"),
    ("note", "told", "Together they are ${ages} years old.", "مجموع أعمارهم ${ages} سنة."),
    ("image", "picture", "A picture of the paper", "صورة الورقة"),
)
CHOICES: Rows = (
    ("list_name", "name", "label::English (en)", "label::العربية (ar)"),
    ("yes_no", "yes", "Yes", "نعم"),
    ("yes_no", "no", "No", "لا"),
)
SETTINGS: Rows = (
    ("form_title", "form_id", "version", "default_language"),
    ("A visit at home", "visit_home", "1", "English (en)"),
)


def make_workbook(survey: Rows = SURVEY, choices: Rows = CHOICES, settings: Rows = SETTINGS) -> bytes:
    """An XLSX file of three sheets."""
    into = io.BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
    return into.getvalue()


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def make_draft(keeper: Actor, **sheets: Rows) -> Any:
    """A version that waits for a second person."""
    return done(keeper, actions.bring_in_instrument, make_workbook(**sheets))


def make_instrument(keeper: Actor, second: Actor, **sheets: Rows) -> Any:
    """A version in use."""
    row = make_draft(keeper, **sheets)
    return done(second, actions.publish_instrument, row.pk, seen_version=1)


def make_questionnaire(worker: Actor, case_id: UUID, version_id: UUID) -> Any:
    """A questionnaire that is being answered."""
    return done(worker, actions.begin_questionnaire, case_id, version_id)


def answer(
    worker: Actor, questionnaire_id: UUID, answers: dict[str, Any], *, seen_version: int = 1, screen: int = 1
) -> Any:
    """Keep these answers."""
    return done(
        worker,
        actions.save_answers,
        questionnaire_id,
        lambda _old, _run: answers,
        screen=screen,
        seen_version=seen_version,
    )


WHOLE: dict[str, Any] = {"has_home": "yes", "rooms": "2", "member": [{"called": "Nadia", "age": "30"}]}


def make_completed(worker: Actor, case_id: UUID, version_id: UUID, answers: dict[str, Any] | None = None) -> Any:
    """A completed questionnaire."""
    row = make_questionnaire(worker, case_id, version_id)
    answer(worker, row.pk, answers or WHOLE)
    return done(worker, actions.complete_questionnaire, row.pk, seen_version=2)
