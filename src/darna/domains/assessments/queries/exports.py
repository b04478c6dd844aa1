"""The completed answers of one version as tables: one row a questionnaire, one table a repeat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from darna.base.agencies.actor import Actor
from darna.base.keys.queries import ciphers_of
from darna.domains.assessments import access
from darna.domains.assessments.instruments import form_of
from darna.domains.assessments.models import InstrumentVersion, Questionnaire
from darna.domains.assessments.queries.running import opened
from darna.domains.assessments.values import Table
from darna.domains.cases.access import EVERYBODY, visible_rows
from darna.domains.cases.queries.lists import references_of_cases
from darna.methods.xlsform import Answers, Form, Item, Kind

#: Questionnaires in one file: more are carried out version by version or year by year.
MOST = 2_000


def tables_of(actor: Actor, version: InstrumentVersion, *, with_references: bool) -> tuple[list[Table], int]:
    """The tables, and how many questionnaires are in them. Four queries. Raises: Refused."""
    open_cases = visible_rows(actor).filter(worker_id=EVERYBODY).values("case_id")
    rows = list(
        access.questionnaires_read_by(actor)
        .filter(instrument_version=version, state=Questionnaire.State.COMPLETED, case_id__in=open_cases)
        .order_by("completed_at", "id")[: MOST + 1]
    )
    if len(rows) > MOST:
        return [], len(rows)
    form, ciphers = form_of(version), ciphers_of({row.person_id for row in rows})
    references = references_of_cases(row.case_id for row in rows) if with_references else {}
    told = [
        (number, row, opened(row, ciphers[row.person_id]) if row.person_id in ciphers else {})
        for number, row in enumerate(rows, start=1)
    ]
    heads = [
        (str(number), _head(row, references, with_references=with_references), answers) for number, row, answers in told
    ]
    first = ["number", "completed_on", "language", *(["case"] if with_references else [])]
    main = _columns(form.items)
    cells = [[key, *head, *_cells(answers, main)] for key, head, answers in heads]
    found = [Table(form.code, [*first, *(item.name for item in main)], cells)]
    for repeat in (item for item in form.everything() if item.kind is Kind.REPEAT):
        found.append(_of_repeat(form, repeat, [(key, answers) for key, _, answers in heads]))
    return found, len(rows)


def _head(row: Questionnaire, references: dict[Any, str], *, with_references: bool) -> list[Any]:
    completed = row.completed_at.date() if row.completed_at else None
    return [completed, row.language, *([references.get(row.case_id, "")] if with_references else [])]


def _columns(items: tuple[Item, ...]) -> list[Item]:
    """The questions of these items that are not inside a repeat; notes hold no answer."""
    found: list[Item] = []
    for item in items:
        if item.kind is Kind.GROUP:
            found += _columns(item.children)
        elif item.is_question and item.type != "note":
            found.append(item)
    return found


def _cells(answers: Answers, columns: list[Item]) -> list[Any]:
    return [answers.get(item.name, "") for item in columns]


def _of_repeat(form: Form, repeat: Item, told: list[tuple[str, Answers]]) -> Table:
    columns, path = _columns(repeat.children), [*form.repeats_around(repeat), repeat]
    rows = [[place, *_cells(times, columns)] for key, answers in told for place, times in _times(key, answers, path)]
    return Table(repeat.name, ["number", *(item.name for item in columns)], rows)


def _times(key: str, answers: Answers, path: list[Item]) -> Iterator[tuple[str, Answers]]:
    """Every time of a repeat with its place: the number of the questionnaire, then that of each repeat."""
    if not path:
        yield key, answers
        return
    for at, times in enumerate(answers.get(path[0].name) or [], start=1):
        yield from _times(f"{key}.{at}", times, path[1:])
