"""Bringing the shipped code lists in, without undoing what an administrator changed here."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.db import DEFAULT_DB_ALIAS, transaction

from darna.base.codelists import queries, sources
from darna.base.codelists.models import Code, CodeList
from darna.kernel.clock import today

_OF_A_LIST: Final = ("version", "source", "licence", "reads_inside", "label_ar", "label_fr", "label_it", "label_en")
#: `valid_from` and `valid_to` are not shipped: they belong to the installation.
_OF_A_CODE: Final = ("order", "external", "aliases", "label_ar", "label_fr", "label_it", "label_en")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many codes were new, changed, left because they were changed here, closed, and already right."""

    created: int
    changed: int
    kept: int
    closed: int
    same: int


def load_codelists(*, using: str = DEFAULT_DB_ALIAS) -> Loaded:
    """Bring the shipped lists up to date; a second run changes nothing. At most five queries.

    A row changed here stays as it is. A code that is shipped no more is closed today, never deleted:
    files refer to it. A list that is not shipped is the installation's own and is left alone.
    """
    shipped = list(sources.shipped())
    with transaction.atomic(using=using):
        _bring_lists([one.header for one in shipped], using)
        loaded = _bring_codes([code for one in shipped for code in one.codes], using)
    queries.forget()
    return loaded


def _bring_lists(headers: list[CodeList], using: str) -> None:
    present = {row.pk: _values(row, _OF_A_LIST) for row in CodeList.objects.using(using)}
    differing = [row for row in headers if present.get(row.pk) != _values(row, _OF_A_LIST)]
    if differing:
        CodeList.objects.using(using).bulk_create(
            differing, update_conflicts=True, unique_fields=["code"], update_fields=list(_OF_A_LIST)
        )


def _bring_codes(codes: list[Code], using: str) -> Loaded:
    # Locked, so that an edit saved at this moment is either seen here or made after us.
    lists = {code.list_id for code in codes}
    present = {row.pk: row for row in Code.objects.using(using).select_for_update().filter(list__in=lists)}
    shipped = {code.pk for code in codes}
    kept = {pk for pk, row in present.items() if row.locally_changed}
    differing = [code for code in codes if code.pk not in kept and _differs(present.get(code.pk), code)]
    created = sum(code.pk not in present for code in differing)
    if differing:
        Code.objects.using(using).bulk_create(
            differing, update_conflicts=True, unique_fields=["id"], update_fields=list(_OF_A_CODE)
        )
    closed = _close(present.keys() - shipped - kept, using)
    right = len(codes) - len(differing) - len(kept & shipped)
    return Loaded(created, len(differing) - created, len(kept & shipped), closed, right)


def _close(pks: set[uuid.UUID], using: str) -> int:
    return Code.objects.using(using).filter(pk__in=pks, valid_to=None).update(valid_to=today()) if pks else 0


def _differs(present: Code | None, shipped: Code) -> bool:
    return present is None or _values(present, _OF_A_CODE) != _values(shipped, _OF_A_CODE)


def _values(row: CodeList | Code, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in names)
