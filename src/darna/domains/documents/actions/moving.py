"""Checking a paper, not accepting it, handing it back, putting its words right, taking it out; and looking at it."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import differing_columns, optional_text, require_code, require_text, save
from darna.base.keys.queries import cipher_of
from darna.domains.documents import access
from darna.domains.documents.actions.keeping import check_days
from darna.domains.documents.models import Paper, PaperFile, PaperPiece
from darna.domains.documents.sealed import LABEL, REASON
from darna.domains.documents.values import MOST_LETTERS, MOST_REASON, FileLine, PaperDraft
from darna.domains.people.access import person_to_change
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound

#: Why a paper is taken out.
REASONS: Final = frozenset({"wrong_person", "unreadable", "not_needed", "on_request"})
#: What was brought and was not handed back yet.
_HERE: Final = ("received", "checked", "refused", "expired")


@transaction.atomic
def check_paper(
    paper_id: UUID, issued_on: date | None, expires_on: date | None, *, seen_version: int, by: Actor
) -> Paper:
    """Say that a paper was looked at and is what it should be, with its days.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone unless it was received; Invalid for one whose days are over.
    """
    row = access.paper_to_change(by, paper_id, seen_version, Verb.READ_PAPERS)
    _require_state(row, "received")
    check_days(PaperDraft(row.kind, issued_on=issued_on, expires_on=expires_on))
    if expires_on and expires_on < today():
        raise Invalid("expires_on", "paper_is_over")
    _move(row, by, state=Paper.State.CHECKED, issued_on=issued_on, expires_on=expires_on, reminded_ahead=None)
    record("paper.checked", subject=row, detail={"kind": row.kind})
    return row


@transaction.atomic
def refuse_paper(paper_id: UUID, reason: str, *, seen_version: int, by: Actor) -> Paper:
    """Say that a paper cannot be used, and why. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    row = access.paper_to_change(by, paper_id, seen_version, Verb.READ_PAPERS)
    _require_state(row, "received")
    reason, cipher = require_text("reason", reason, most=MOST_REASON), cipher_of(row.person_id)
    _move(row, by, state=Paper.State.REFUSED, sealed_reason=cipher.seal(reason, field=REASON))
    record("paper.refused", subject=row, detail={"kind": row.kind}, cipher=cipher)
    return row


@transaction.atomic
def return_paper(paper_id: UUID, note: str, *, seen_version: int, by: Actor) -> Paper:
    """Say that the original was handed back; the copy stays. Raises: Refused, NotFound, StaleVersion, AlreadyDone."""
    row = access.paper_to_change(by, paper_id, seen_version, Verb.READ_PAPERS)
    _require_state(row, *_HERE)
    note, cipher = optional_text("reason", note, most=MOST_REASON), cipher_of(row.person_id)
    _move(row, by, state=Paper.State.RETURNED, sealed_reason=cipher.seal(note, field=REASON))
    record("paper.returned", subject=row, detail={"kind": row.kind}, cipher=cipher)
    return row


@transaction.atomic
def change_paper(paper_id: UUID, draft: PaperDraft, *, seen_version: int, by: Actor) -> Paper:
    """Put right what is written of a paper. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    row = access.paper_to_change(by, paper_id, seen_version, Verb.KEEP_PAPERS)
    if not access.may_be_told(by, row.kind):
        by.require(Verb.READ_PAPERS)
    require_code("kind", draft.kind, "paper_kind")
    check_days(draft)
    cipher = cipher_of(row.person_id)
    label = optional_text("label", draft.label, most=MOST_LETTERS)
    columns: dict[str, object] = {
        "kind": draft.kind,
        "brought_by": draft.brought_by,
        "due_on": draft.due_on,
        "issued_on": draft.issued_on,
        "expires_on": draft.expires_on,
    }
    if cipher.open(row.sealed_label, field=LABEL) != label:
        columns["sealed_label"] = cipher.seal(label, field=LABEL)
    if row.state == Paper.State.EXPIRED and draft.expires_on is None:
        raise Invalid("expires_on", "paper_expired_on_a_day")
    changed = differing_columns(row, columns)
    if "expires_on" in changed:
        changed["reminded_ahead"] = None
    save(row, **changed)
    record("paper.changed", subject=row, detail={"kind": row.kind}, cipher=cipher)
    return row


@transaction.atomic
def remove_paper(paper_id: UUID, reason: str, *, by: Actor) -> Paper:
    """Take a paper out with all its files; the trail keeps that it was, and nothing of what it showed.

    Raises: Refused, NotFound, Invalid.
    """
    if reason not in REASONS:
        raise Invalid("reason", "unknown_code", value=reason)
    by.require(Verb.REMOVE_PAPER)
    row = access.paper_to_see(by, paper_id)
    person_to_change(by, row.person_id, Verb.REMOVE_PAPER)
    PaperPiece.objects.filter(file__paper_id=row.pk).delete()
    PaperFile.objects.filter(paper_id=row.pk).delete()
    gone, _of_each = Paper.objects.filter(pk=row.pk).delete()
    if not gone:
        raise NotFound("paper", paper_id)
    row.pk = paper_id
    record("paper.removed", subject=row, detail={"kind": row.kind, "reason": reason})
    return row


def note_opening(file: FileLine) -> None:
    """A file was looked at, or its small picture. One query."""
    subject = ("documents.paperfile", file.id)
    record("paper.opened", subject=subject, person_id=file.person_id, detail={"file": file.number}, is_plain=True)


def _move(row: Paper, by: Actor, **changes: object) -> None:
    save(row, **changes, moved_at=now(), moved_by=by.membership_id)


def _require_state(row: Paper, *states: str) -> None:
    if row.state not in states:
        raise AlreadyDone("paper_is_in_another_state")
