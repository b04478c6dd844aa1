"""Saving over what was seen: nobody's change is lost, and what cannot be right is refused."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from darna.base.codelists.queries import codes
from darna.domains.cohorts.models import CaseReview, Cohort, CohortCase, ProgrammeAction
from darna.kernel.clock import today
from darna.kernel.errors import Invalid, NotFound, StaleVersion
from darna.kernel.text import LocalText

Row = TypeVar("Row", ProgrammeAction, Cohort, CohortCase, CaseReview)
MOST_LETTERS = 160
MOST_CASES = 10_000


def locked(row: Row, seen_version: int) -> Row:
    """The row as it is now, held until the transaction ends. One query.

    Raises: NotFound; StaleVersion when somebody saved it since it was seen.
    """
    held = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if held is None:
        raise NotFound(type(row).__name__.lower(), row.pk)
    if held.version != seen_version:
        raise StaleVersion(held.version, seen_version)
    return held


def save(row: Row, **changes: object) -> None:
    """Write these columns and the next version. One query.

    `save` with named columns raises when the database refuses the row; an update of a queryset would say nothing.
    """
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changes, "version"])


def labels_in(label: LocalText) -> dict[str, str]:
    """The columns of a label. Raises: Invalid without the two languages everybody here reads, or for too long a one."""
    columns = {f"label_{language}": label.get(language, "").strip() for language in ("ar", "fr", "it", "en")}
    for name, text in columns.items():
        if len(text) > MOST_LETTERS:
            raise Invalid(name, "too_long", most=MOST_LETTERS)
        if not text and name in {"label_ar", "label_fr"}:
            raise Invalid(name, "empty")
    return columns


def require_target(target: int) -> None:
    """Raises: Invalid for a target that is no number of cases."""
    if not 1 <= target <= MOST_CASES:
        raise Invalid("target", "not_a_target", most=MOST_CASES)


def require_codes(field: str, given: tuple[str, ...], list_code: str) -> None:
    """Raises: Invalid when the list does not offer one of the codes, or when there is none."""
    offered = {line.code for line in codes(list_code)}
    if not given or not set(given) <= offered:
        raise Invalid(field, "not_in_the_list")


def require_past(field: str, day: date) -> None:
    """Raises: Invalid for a day that has not come yet."""
    if day > today():
        raise Invalid(field, "in_the_future", value=day.isoformat())


def optional_text(field: str, text: str, *, most: int) -> str:
    """The text without blanks around it. Raises: Invalid when it is too long."""
    if len(text) > most:
        raise Invalid(field, "too_long", most=most)
    return text.strip()
