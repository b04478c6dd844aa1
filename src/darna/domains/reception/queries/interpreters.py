"""The interpreters of the agency, and each time one was asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import choices
from darna.base.pages.lines import ROWS, Lines, page_of_rows
from darna.domains.reception.access import interpreters_of, requests_of
from darna.domains.reception.models import Interpreter, InterpreterRequest
from darna.domains.reception.values import InterpreterLine, RequestLine, ticket
from darna.kernel.errors import NotFound

_ORDER = {"name": "name", "-name": "-name", "signed": "confidentiality_signed_on"}
SORTS = frozenset(_ORDER)


def interpreter_list(
    actor: Actor, language: str = "", *, page: int = 1, sort: str = "name", verb: Verb = Verb.RECEIVE
) -> Lines[InterpreterLine]:
    """One page of the interpreters of a language, or of all; whoever keeps the list sees former ones too.

    One query, two where they do not fit on a page. Raises: Refused.
    """
    rows = interpreters_of(actor, verb)
    if verb == Verb.RECEIVE:
        rows = rows.filter(is_active=True)
    if language:
        rows = rows.filter(languages__contains=[language])
    ordered = rows.order_by("-is_active", _ORDER.get(sort, "name"), "id")
    return page_of_rows(ordered, page, partial(_interpreters, actor))


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


def request_list(actor: Actor, *, page: int = 1, only_open: bool = False) -> Lines[RequestLine]:
    """One page of the times interpreters were asked, the newest first. Two queries at most. Raises: Refused."""
    rows = requests_of(actor)
    if only_open:
        rows = rows.filter(settled_at__isnull=True)
    found = rows.select_related("interpreter", "arrival").order_by("-needed_at", "id")
    return page_of_rows(found, page, partial(_requests, actor))


def request_card(actor: Actor, request_id: UUID) -> RequestLine:
    """One time an interpreter was asked. One query. Raises: Refused, NotFound."""
    row = requests_of(actor).select_related("interpreter", "arrival").filter(pk=request_id).first()
    if row is None:
        raise NotFound("request", request_id)
    return _requests(actor, [row])[0]


def _interpreters(actor: Actor, rows: Sequence[Interpreter]) -> tuple[InterpreterLine, ...]:
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


def _requests(actor: Actor, rows: Sequence[InterpreterRequest]) -> tuple[RequestLine, ...]:
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
