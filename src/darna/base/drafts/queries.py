"""Reading drafts: one's own, while they last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.drafts.models import NOBODY, Draft
from darna.base.drafts.sealing import opened
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import Unreadable
from darna.base.prepared import ID, INSTANT, TEXT, Prepared
from darna.kernel.clock import now

#: How long a draft waits to be gone on with.
LIFE: Final = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """That something was typed into a form about a record, and when; not what."""

    form: str
    about_id: UUID
    person_id: UUID | None
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was typed, and when it was kept."""

    value: Any
    kept_at: datetime


def drafts_of(actor: Actor) -> list[DraftLine]:
    """Everything the actor typed and neither saved nor threw away, the newest first. One query."""
    return [DraftLine(*row) for row in _MINE.rows(member=actor.membership_id, since=now() - LIFE)]


def drafts_about(actor: Actor, form: str, about: Iterable[UUID]) -> dict[UUID, DraftLine]:
    """The drafts of one form, by the record they are about. One query."""
    wanted = set(about)
    return {line.about_id: line for line in drafts_of(actor) if line.form == form and line.about_id in wanted}


def draft_of(actor: Actor, form: str, about: UUID = NOBODY) -> KeptDraft | None:
    """What the actor typed into a form about a record. One query, two where it is about a person.

    None when nothing is kept, its time is over, or the person's file is closed to the actor by now.
    """
    row = _ONE.first(member=actor.membership_id, form=form, about=about, since=now() - LIFE)
    if row is None:
        return None
    cipher = None
    if row.person_id is not None:
        cipher = ciphers_of([row.person_id]).get(row.person_id)
        if cipher is None:
            return None
    try:
        value = opened(row.sealed_body, by=actor, form=form, about=about, cipher=cipher)
    except Unreadable:
        return None
    return KeptDraft(value, row.kept_at)


_MINE = Prepared(
    lambda member, since: (
        Draft.objects.filter(membership_id=member, is_ended=False, kept_at__gt=since)
        .order_by("-kept_at")
        .values_list("form", "about_id", "person_id", "kept_at")
    ),
    member=ID,
    since=INSTANT,
)
_ONE = Prepared(
    lambda member, form, about, since: Draft.objects.filter(
        membership_id=member, form=form, about_id=about, is_ended=False, kept_at__gt=since
    ),
    member=ID,
    form=TEXT,
    about=ID,
    since=INSTANT,
)
