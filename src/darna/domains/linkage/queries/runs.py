"""The runs of an agency, and the model by which it compares."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.pages.lines import page_of_rows
from darna.domains.linkage import access
from darna.domains.linkage.models import LearntModel, Run
from darna.domains.linkage.values import RunFilters, RunLine, RunPage
from darna.domains.people.queries.comparable import persons_up_to
from darna.methods.linkage import Model, default_model

_KEYS: Final = {
    "asked": ("-asked_at", "id"),
    "-asked": ("asked_at", "id"),
    "proposed": ("-proposed", "-asked_at", "id"),
    "-proposed": ("proposed", "-asked_at", "id"),
    "persons": ("-persons", "-asked_at", "id"),
    "-persons": ("persons", "-asked_at", "id"),
}
SORTS: Final = tuple(_KEYS)
#: Before the first run nobody counts a great register while somebody is registered.
_MOST_COUNTED: Final = 20_000


def run_lines(actor: Actor, filters: RunFilters, number: int = 1) -> RunPage:
    """The runs, narrowed and sorted, fifty at a time. Two queries. Raises: Refused."""
    rows = access.runs_of(actor)
    rows = rows.filter(why=filters.why) if filters.why else rows
    rows = rows.filter(state=filters.state) if filters.state else rows
    return page_of_rows(rows.order_by(*_KEYS.get(filters.sort, _KEYS["asked"])), number, _lines)


def run_line(run_id: UUID) -> RunLine:
    """One run of the agency of this context. One query."""
    return _lines([Run.objects.get(pk=run_id)])[0]


def under_way(actor: Actor) -> RunLine | None:
    """The run that has not ended. One query. Raises: Refused."""
    found = _lines(list(access.runs_of(actor).filter(ended_at__isnull=True)[:1]))
    return found[0] if found else None


def current_model(agency_id: UUID) -> tuple[int, Model]:
    """The number of the newest model of an agency and the model; 0 and the shipped one where none was learnt.

    One query, two the first time a process asks for a model.
    """
    newest = LearntModel.objects.filter(agency_id=agency_id).order_by("-number").values_list("id", "number").first()
    return (newest[1], _stored(newest[0])) if newest else (0, default_model())


def size_of_register(agency_id: UUID) -> int:
    """How many files are compared in an agency, as the last run counted them. One query, two before the first run."""
    ended = Run.objects.filter(agency_id=agency_id, state=Run.State.DONE).order_by("-asked_at")
    return ended.values_list("persons", flat=True).first() or persons_up_to(agency_id, _MOST_COUNTED)


# A model is never changed, and parsing one takes milliseconds.
@lru_cache(maxsize=8)
def _stored(model_id: UUID) -> Model:
    return Model.from_json(LearntModel.objects.values_list("content", flat=True).get(pk=model_id))


def _lines(rows: Sequence[Run]) -> tuple[RunLine, ...]:
    return tuple(
        RunLine(
            id=row.pk,
            why=row.why,
            why_label=row.get_why_display(),
            state=row.state,
            state_label=row.get_state_display(),
            engine=row.engine,
            asked_at=row.asked_at,
            ended_at=row.ended_at,
            model_number=row.model_number,
            persons=row.persons,
            found=row.found,
            proposed=row.proposed,
        )
        for row in rows
    )
