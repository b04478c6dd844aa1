"""The instruments an agency may use, and one of them with what the check said."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import get_language

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.pages.lines import Lines, page_of_rows
from darna.domains.assessments import access
from darna.domains.assessments.instruments import checked, form_of, title_in
from darna.domains.assessments.models import InstrumentVersion
from darna.domains.assessments.values import InstrumentCard, InstrumentLine
from darna.methods.xlsform import language_code

#: How a list is sorted: key → columns.
SORTS = {
    "name": ("instrument", "-number", "id"),
    "state": ("rank", "instrument", "-number", "id"),
    "-name": ("-instrument", "-number", "id"),
    "brought": ("-uploaded_at", "id"),
    "-brought": ("uploaded_at", "id"),
}
_WITHOUT_ROWS = ("sheets",)


def instrument_list(actor: Actor, *, state: str = "", sort: str = "state", page: int = 1) -> Lines[InstrumentLine]:
    """The versions of the agency and those shipped. Two queries at most. Raises: Refused."""
    actor.require(Verb.KEEP_INSTRUMENTS)
    rank = Case(
        When(state="draft", then=Value(0)),
        When(state="published", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    rows = access.versions_visible_to(actor).defer(*_WITHOUT_ROWS).annotate(rank=rank)
    if state:
        rows = rows.filter(state=state)
    return page_of_rows(rows.order_by(*SORTS[sort]), page, lines_of)


def offered(actor: Actor) -> tuple[InstrumentLine, ...]:
    """The versions in use, the agency's own before the shipped ones. One query."""
    rows = access.versions_visible_to(actor).filter(state="published").defer(*_WITHOUT_ROWS)
    return lines_of(rows.order_by("agency_id", "instrument"))


def instrument_card(actor: Actor, version_id: UUID) -> InstrumentCard:
    """One version with what the check said. Two queries. Raises: Refused, NotFound."""
    actor.require(Verb.KEEP_INSTRUMENTS)
    row = access.version_to_see(actor, version_id)
    names = names_of_members([one for one in (row.uploaded_by, row.published_by) if one])
    is_ours, is_draft = row.agency_id == actor.agency_id, row.state == "draft"
    return InstrumentCard(
        line=line_of(row),
        version=row.version,
        reason=row.reason,
        uploaded_by=names.get(row.uploaded_by, "") if row.uploaded_by else "",
        published_by=names.get(row.published_by, "") if row.published_by else "",
        published_at=row.published_at,
        form=form_of(row),
        remarks=checked(row.sheets).remarks,
        may_publish=is_draft and access.may_publish(actor, row),
        may_withdraw=is_ours and row.state == "published",
        may_remove=is_ours and is_draft,
        waits_for_another=is_ours and is_draft and row.uploaded_by == actor.membership_id,
    )


def lines_of(rows: Iterable[InstrumentVersion]) -> tuple[InstrumentLine, ...]:
    """Versions in a line each. No query."""
    return tuple(line_of(row) for row in rows)


def line_of(row: InstrumentVersion) -> InstrumentLine:
    """One version in a line. No query."""
    return InstrumentLine(
        id=row.pk,
        code=row.instrument,
        title=title_in(row.titles, get_language() or "fr") or row.instrument,
        number=row.number,
        state=row.state,
        state_label=row.get_state_display(),
        questions=row.questions,
        languages=tuple(language_code(name) or name for name in row.languages if name),
        is_shipped=row.agency_id is None,
        uploaded_at=row.uploaded_at,
    )
