"""Keeping a list under a name, renaming it, letting it open by itself, throwing it away: each of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import locked_in, save
from darna.base.lists.kinds import kind_of
from darna.base.lists.models import SavedList
from darna.kernel.errors import Invalid

#: Lists that one member keeps of one kind.
MOST: Final = 30


@transaction.atomic
def keep_list(
    code: str,
    name: str,
    words: Mapping[str, str],
    columns: Sequence[str],
    *,
    is_default: bool = False,
    by: Actor,
) -> SavedList:
    """Keep a list as it is narrowed now. Raises: Refused, NotFound; Invalid for a name that is taken or missing."""
    by.require(Verb.OPEN_FILE)
    kind = kind_of(code)
    mine = SavedList.objects.filter(membership_id=by.membership_id, list_code=code)
    if mine.count() >= MOST:
        raise Invalid("name", "too_many_lists", most=MOST)
    name = _free_name(name, code, by)
    if is_default:
        _close_the_default(code, by)
    saved = SavedList.objects.create(
        agency_id=by.agency_id,
        membership_id=by.membership_id,
        list_code=code,
        name=name,
        words=dict(words),
        columns=list(kind.chosen(columns)[1:]),
        is_default=is_default,
    )
    record("list.kept", subject=saved, detail={"list": code})
    return saved


@transaction.atomic
def rename_list(saved_id: UUID, name: str, *, seen_version: int, by: Actor) -> SavedList:
    """Another name. Raises: NotFound, StaleVersion, Invalid."""
    saved = _to_change(saved_id, seen_version, by)
    return _saved(saved, "list.renamed", name=_free_name(name, saved.list_code, by, leaving_out=saved.pk))


@transaction.atomic
def open_by_itself(saved_id: UUID, does: bool, *, seen_version: int, by: Actor) -> SavedList:
    """The list opens in this way when nothing else is asked, or no longer does. Raises: NotFound, StaleVersion."""
    saved = _to_change(saved_id, seen_version, by)
    if does:
        _close_the_default(saved.list_code, by)
    return _saved(saved, "list.made_default", is_default=does)


@transaction.atomic
def remove_list(saved_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Throw a kept list away; nothing of what it lists is touched. Raises: NotFound, StaleVersion."""
    saved = _to_change(saved_id, seen_version, by)
    record("list.removed", subject=saved, detail={"list": saved.list_code})
    saved.delete()


def _saved(saved: SavedList, verb: str, **changes: object) -> SavedList:
    save(saved, **changes)
    record(verb, subject=saved, detail={"list": saved.list_code})
    return saved


def _to_change(saved_id: UUID, seen_version: int, by: Actor) -> SavedList:
    by.require(Verb.OPEN_FILE)
    mine = SavedList.objects.filter(agency_id=by.agency_id, membership_id=by.membership_id)
    return locked_in(mine, saved_id, seen_version)


def _free_name(name: str, code: str, by: Actor, *, leaving_out: UUID | None = None) -> str:
    name = " ".join(name.split())[:60]
    if not name:
        raise Invalid("name", "required")
    same = SavedList.objects.filter(membership_id=by.membership_id, list_code=code, name=name)
    if (same.exclude(pk=leaving_out) if leaving_out else same).exists():
        raise Invalid("name", "name_is_taken")
    return name


def _close_the_default(code: str, by: Actor) -> None:
    SavedList.objects.filter(membership_id=by.membership_id, list_code=code, is_default=True).update(is_default=False)
