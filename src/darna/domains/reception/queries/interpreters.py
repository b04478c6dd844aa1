"""The interpreters of the agency, and each time one was asked."""

from __future__ import annotations

from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices
from darna.domains.reception.access import interpreters_of, requests_of
from darna.domains.reception.models import Interpreter, InterpreterRequest
from darna.domains.reception.values import InterpreterLine, RequestLine, RowsPage, ticket
from darna.kernel.errors import NotFound

ROWS = 50
_SORTS = {"name": "name", "-name": "-name", "signed": "confidentiality_signed_on"}


def interpreter_list(
    actor: Actor, language: str = "", *, page: int = 1, sort: str = "name", verb: Verb = Verb.RECEIVE
) -> RowsPage:
    """One page of the interpreters of a language, or of all; whoever keeps the list sees former ones too.

    Two queries. Raises: Refused.
    """
    rows = interpreters_of(actor, verb)
    if verb == Verb.RECEIVE:
        rows = rows.filter(is_active=True)
    if language:
        rows = rows.filter(languages__contains=[language])
    total = rows.count()
    number = max(1, min(page, -(-total // ROWS)))
    start = (number - 1) * ROWS
    ordered = rows.order_by("-is_active", _SORTS.get(sort, "name"), "id")[start : start + ROWS]
    lines = _interpreters(actor, list(ordered))
    return RowsPage(lines, number, start + 1 if lines else 0, start + len(lines), total)


def interpreters_for(actor: Actor, language: str) -> tuple[InterpreterLine, ...]:
    """Everybody on the list who speaks a language. One query. Raises: Refused."""
    rows = interpreters_of(actor).filter(is_active=True, languages__contains=[language]).order_by("name", "id")
    return _interpreters(actor, list(rows[:ROWS]))


def interpreter_card(actor: Actor, interpreter_id: UUID, verb: Verb = Verb.RECEIVE) -> InterpreterLine:
    """One interpreter. One query. Raises: Refused, NotFound."""
    row = interpreters_of(actor, verb).filter(pk=interpreter_id).first()
    if row is None:
        raise NotFound("interpreter", interpreter_id)
    return _interpreters(actor, [row])[0]


def request_list(actor: Actor, *, page: int = 1, only_open: bool = False) -> RowsPage:
    """One page of the times interpreters were asked, the newest first. Two queries. Raises: Refused."""
    rows = requests_of(actor)
    if only_open:
        rows = rows.filter(settled_at__isnull=True)
    total = rows.count()
    number = max(1, min(page, -(-total // ROWS)))
    start = (number - 1) * ROWS
    found = rows.select_related("interpreter", "arrival").order_by("-needed_at", "id")[start : start + ROWS]
    lines = _requests(actor, list(found))
    return RowsPage(lines, number, start + 1 if lines else 0, start + len(lines), total)


def request_card(actor: Actor, request_id: UUID) -> RequestLine:
    """One time an interpreter was asked. One query. Raises: Refused, NotFound."""
    row = requests_of(actor).select_related("interpreter", "arrival").filter(pk=request_id).first()
    if row is None:
        raise NotFound("request", request_id)
    return _requests(actor, [row])[0]


def _interpreters(actor: Actor, rows: list[Interpreter]) -> tuple[InterpreterLine, ...]:
    labels = dict(choices("language", actor.language))
    return tuple(
        InterpreterLine(
            id=row.pk,
            version=row.version,
            name=row.name,
            languages=tuple(row.languages),
            language_labels=tuple(labels.get(code, code) for code in row.languages),
            contact=row.contact,
            availability=row.availability,
            confidentiality_signed_on=row.confidentiality_signed_on,
            is_active=row.is_active,
        )
        for row in rows
    )


def _requests(actor: Actor, rows: list[InterpreterRequest]) -> tuple[RequestLine, ...]:
    languages, outcomes = (dict(choices(name, actor.language)) for name in ("language", "interpreter_outcome"))
    return tuple(
        RequestLine(
            id=row.pk,
            version=row.version,
            interpreter=row.interpreter.name,
            language_label=languages.get(row.language, row.language),
            needed_at=row.needed_at,
            ticket=ticket(row.arrival.number) if row.arrival else "",
            outcome=row.outcome,
            outcome_label=outcomes.get(row.outcome, ""),
            settled_at=row.settled_at,
        )
        for row in rows
    )
