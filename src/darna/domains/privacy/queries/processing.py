"""The register of processing: the list with what is missing, one entry, and all of it for paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.pages.lines import page_of_rows
from darna.base.places.queries import country_name
from darna.domains.privacy import access
from darna.domains.privacy.models import Processing
from darna.domains.privacy.shipped import ACTIVITIES, Categories, Persons
from darna.domains.privacy.values import ProcessingCard, ProcessingDraft, ProcessingLine, ProcessingPage
from darna.kernel.clock import today

_KEYS: Final = {
    "review": ("review_on", "id"),
    "-review": ("-review_on", "id"),
    "state": ("state", "activity", "id"),
    "-state": ("-state", "activity", "id"),
    "formality": ("formality", "activity", "id"),
    "-formality": ("-formality", "activity", "id"),
}
PROCESSING_SORTS: Final = tuple(_KEYS)
#: What the list calls entries in which something is missing.
LACKING: Final = "lacking"
#: A formality that ends within so many days is said.
AHEAD_DAYS: Final = 90


def processing_lines(
    actor: Actor, *, state: str = "", formality: str = "", sort: str = "review", number: int = 1
) -> ProcessingPage:
    """The register, fifty entries at a time. Two queries at most. Raises: Refused."""
    rows = access.register_of(actor)
    if state:
        rows = rows.filter(state=state)
    if formality == LACKING:
        rows = rows.filter(lacking())
    elif formality:
        rows = rows.filter(formality=formality)
    return page_of_rows(rows.order_by(*_KEYS.get(sort, _KEYS["review"])), number, _lines)


def processing_card(actor: Actor, processing_id: UUID) -> ProcessingCard:
    """One entry, whole. Two queries. Raises: Refused, NotFound."""
    row = access.processing_to_keep(actor, processing_id)
    return _card(row, names_of_members([row.changed_by]))


def register_for_print(actor: Actor) -> tuple[ProcessingCard, ...]:
    """Every entry that is in use or being written, for the paper that an inspection asks for. Two queries."""
    rows = list(access.register_of(actor).exclude(state=Processing.State.ENDED).order_by("state", "activity", "id"))
    members = names_of_members({row.changed_by for row in rows})
    return tuple(_card(row, members) for row in rows)


def lacking() -> Q:
    """Entries in use without a formality, or with one that is over."""
    without = Q(formality__in=["none", "asked"])
    return Q(state="in_use") & (without | Q(valid_until__lt=today()))


def to_review(rows: QuerySet[Processing]) -> QuerySet[Processing]:
    """Entries that were to be read again by now."""
    return rows.exclude(state=Processing.State.ENDED).filter(review_on__lte=today())


def _lines(rows: Sequence[Processing]) -> tuple[ProcessingLine, ...]:
    return tuple(_line(row) for row in rows)


def _line(row: Processing) -> ProcessingLine:
    told = ACTIVITIES.get(row.activity)
    return ProcessingLine(
        id=row.pk,
        version=row.version,
        name=str(told.name) if told else row.name,
        purpose=row.purpose or (str(told.purpose) if told else ""),
        ground_label=str(Processing.Ground(row.ground).label),
        state=row.state,
        state_label=str(Processing.State(row.state).label),
        formality=row.formality,
        formality_label=str(Processing.Formality(row.formality).label),
        authority_number=row.authority_number,
        is_sensitive=row.is_sensitive,
        valid_until=row.valid_until,
        review_on=row.review_on,
        warnings=tuple(_warnings(row)),
    )


def _warnings(row: Processing) -> list[str]:
    if row.state == Processing.State.ENDED:
        return []
    said = []
    is_in_use = row.state == Processing.State.IN_USE
    if is_in_use and row.formality in {"none", "asked"}:
        said.append(gettext("in use without a receipt or an authorisation"))
    if row.is_sensitive and row.formality == Processing.Formality.DECLARED:
        said.append(gettext("sensitive data ask for an authorisation, not for a declaration only"))
    if row.valid_until and row.valid_until < today():
        said.append(gettext("the authorisation is over"))
    elif row.valid_until and row.valid_until <= today() + timedelta(days=AHEAD_DAYS):
        said.append(gettext("the authorisation ends soon"))
    if row.review_on <= today():
        said.append(gettext("to be read again"))
    return said


def _card(row: Processing, members: Mapping[UUID, str]) -> ProcessingCard:
    told, language = ACTIVITIES.get(row.activity), (get_language() or "fr")[:2]
    return ProcessingCard(
        line=_line(row),
        persons=tuple(str(Persons(code).label) for code in row.persons if code in Persons.values),
        categories=tuple(str(Categories(code).label) for code in row.categories if code in Categories.values),
        recipients=row.recipients or (str(told.recipients) if told else ""),
        countries=tuple(country_name(code, language) for code in row.countries),
        processor=row.processor,
        kept=row.kept or (str(told.kept) if told else ""),
        security=row.security,
        granted_on=row.granted_on,
        begun_on=row.begun_on,
        ended_on=row.ended_on,
        note=row.note,
        changed_by=members.get(row.changed_by, ""),
        changed_at=row.changed_at,
        draft=_draft(row),
    )


def _draft(row: Processing) -> ProcessingDraft:
    names = ProcessingDraft.__dataclass_fields__
    told: dict[str, Any] = {name: getattr(row, name) for name in names}
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    return ProcessingDraft(**{**told, **lists})
