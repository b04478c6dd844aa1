"""Which tables and columns a copy carries: read from what every table declares, by one rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from darna.base.keys.erasing import declared_for_persons
from darna.base.rowsecurity.lifecycle import declared
from darna.domains.privacy.copying import lists, tables, wording
from darna.domains.privacy.copying.places import OF_ANOTHER, PLACES
from darna.domains.privacy.copying.values import Column, Place, Section, Shape

#: Columns that say nothing of the person: counts of saves, marks of the law and of jobs, pages of a form on a screen,
#: and until when a colleague has looked.
INTERNAL: Final = frozenset(
    {
        "version",
        "law",
        "screen",
        "position",
        "pieces",
        "reminded_ahead",
        "differing",
        "seen_at",
        "step",
        "wanted",
        "instrument",
        "erased_at",
        "left_out",
        "merged_into",
        "united_at",
        "past_hashes",
        "reminded_on",
    }
)
#: Tables without words: the bytes of a paper go with the paper, the bytes of a page with its page.
WITHOUT_WORDS: Final = frozenset({"documents.PaperPiece"})
_SIDES: Final = ("referrals.ReferralSource", "referrals.Reception")
#: Tables that name no person: their column, and the sides of the own agency that name it beside the person.
REACHED: Final[dict[str, tuple[str, tuple[str, ...], str]]] = {
    "referrals.Referral": ("id", _SIDES, "referral_id"),
    "referrals.ReferralEvent": ("referral_id", _SIDES, "referral_id"),
    "transfers.Transfer": ("id", ("transfers.TransferSource",), "transfer_id"),
}
#: A row that is pointed at is told by one column of it.
POINTED: Final[dict[str, str]] = {
    "cases.Case": "reference",
    "planning.Plan": "number",
    "referrals.Referral": "reference",
    "links.LinkReferral": "reference",
    "links.Partner": "name",
    "documents.Paper": "kind",
    "entitlements.Claim": "right",
    "assessments.InstrumentVersion": "titles",
}
_OF_FIELDS: Final[tuple[tuple[type[models.Field[Any, Any]], Shape], ...]] = (
    (models.BooleanField, Shape.YES_NO),
    (models.DateTimeField, Shape.MOMENT),
    (models.DateField, Shape.DAY),
    (models.IntegerField, Shape.NUMBER),
    (models.DecimalField, Shape.NUMBER),
    (models.JSONField, Shape.POINTS),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A table of the copy: what it is called, its columns, and which of its rows are the person's."""

    model: type[models.Model]
    title: wording.Words
    section: str
    columns: tuple[Column, ...]
    person_field: str

    @property
    def label(self) -> str:
        """The table as the program knows it."""
        return self.model._meta.label

    def rows_of(self, agency_id: object, person_id: object) -> Q:
        """The rows of that person in that agency."""
        own = {"agency_id": agency_id}
        if self.label not in REACHED:
            return Q(**own, **{self.person_field: person_id})
        column, sides, named = REACHED[self.label]
        first, *more = (
            apps.get_model(side)._base_manager.filter(**own, person_id=person_id).values(named) for side in sides
        )
        return Q(**{f"{column}__in": first.union(*more) if more else first})


def sections() -> tuple[Section, ...]:
    """The groups of tables, in the order of the copy."""
    return tuple(Section(code, title) for code, (title, _held) in tables.SECTIONS.items())


def exported() -> Iterator[tuple[type[models.Model], str]]:
    """Every table that goes into a copy, with the column that names the person; empty where a side of it does."""
    for model, lifecycle in declared_for_persons():
        if lifecycle.export and model._meta.label not in WITHOUT_WORDS:
            yield model, lifecycle.person_field
    for model, lifecycle in declared():
        if lifecycle.export and model._meta.label in REACHED:
            yield model, ""


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """The tables of the copy, section by section. Raises: KeyError for a table or a column without words or a place."""
    homes = {label: (code, title) for code, (_title, held) in tables.SECTIONS.items() for label, title in held.items()}
    order = list(homes)
    found = []
    for model, person_field in exported():
        section, title = homes[model._meta.label]
        found.append(Source(model, title, section, tuple(columns_of(model)), person_field))
    return tuple(sorted(found, key=lambda source: order.index(source.label)))


def columns_of(model: type[models.Model]) -> Iterator[Column]:
    """The columns of a table that are told, in its own order. Raises: KeyError for one without words or a place."""
    names = {field.name for field in model._meta.concrete_fields}
    for field in model._meta.concrete_fields:
        path = path_of(model, field)
        if path and not _is_precision(path, names):
            yield _column(model, field, path, names)


def path_of(model: type[models.Model], field: models.Field[Any, Any]) -> str:
    """Where a column of the copy is read; empty for one that is left out by the rule."""
    if isinstance(field, models.ForeignKey):
        return _pointed(model, field)
    if field.primary_key or field.name in INTERNAL or _is_internal(field):
        return ""
    return field.name


def _pointed(model: type[models.Model], field: models.ForeignKey[models.Model]) -> str:
    target = field.remote_field.model._meta.label
    if target == "agencies.Agency":
        # The own agency stands at the head of the copy; of a referral it is told which one sent it.
        return field.attname if field.name != "agency" or model._meta.label in REACHED else ""
    told = POINTED.get(target)
    return f"{field.name}__{told}" if told else ""


def _is_internal(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.UUIDField):
        # Identifiers, and memberships of staff; only those who were told something are named.
        return field.name not in lists.SHAPES
    return isinstance(field, models.BinaryField) and not field.name.startswith("sealed_")


def _is_precision(path: str, names: set[str]) -> bool:
    return path.endswith("_precision") and path.replace("_precision", "_on") in names


def _column(model: type[models.Model], field: models.Field[Any, Any], path: str, names: set[str]) -> Column:
    table = model._meta.label
    place = PLACES[table][path] if path.startswith("sealed_") else None
    shape, by = _shape(f"{table}.{path}", field, path, names, place)
    bare = path.removeprefix("sealed_").split("__")[0].removesuffix("_id")
    return Column(
        name=f"{bare}_words" if place and bare in names else bare,
        path=path,
        label=wording.OWN.get(f"{table}.{path}") or wording.LABELS[path],
        shape=shape,
        by=by,
        choices=_choices(f"{table}.{path}", field) if shape is Shape.CHOICE else (),
        place=place,
        names_another=(table, path) in OF_ANOTHER,
    )


def _choices(column: str, field: models.Field[Any, Any]) -> tuple[tuple[str, wording.Words], ...]:
    return tuple(lists.WORDED[column].items()) if column in lists.WORDED else tuple(field.flatchoices)


def _shape(
    column: str, field: models.Field[Any, Any], path: str, names: set[str], place: Place | None
) -> tuple[Shape, str]:
    if place is not None:
        return place.shape, lists.SHEETS if place.shape is Shape.ANSWERS else ""
    if column in lists.CODES:
        return (Shape.CODES if isinstance(field, ArrayField) else Shape.CODE), lists.CODES[column]
    if column in lists.OTHERWISE:
        return lists.OTHERWISE[column]
    if path in lists.SHAPES:
        return lists.SHAPES[path], ""
    if path == field.name and field.flatchoices:
        return Shape.CHOICE, ""
    precision = path.replace("_on", "_precision")
    if precision != path and precision in names:
        return Shape.PART_OF_DAY, precision
    return next((shape for kind, shape in _OF_FIELDS if isinstance(field, kind)), Shape.TEXT), ""
