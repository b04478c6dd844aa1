"""Asking for papers, and taking them in: each file is sealed under the person's key before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.documents.papers import Paper as Scanned
from darna.base.editing import optional_text, require_code, require_past, save
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases.queries.cards import case_brief
from darna.domains.documents import access
from darna.domains.documents.models import Paper, PaperFile, PaperPiece
from darna.domains.documents.models.papers import MOST_FILES
from darna.domains.documents.sealed import LABEL, pieces, small_of
from darna.domains.documents.values import MOST_LETTERS, MOST_PAPERS, PaperDraft
from darna.domains.people.access import person_to_change
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound


@transaction.atomic
def ask_papers(person_id: UUID, drafts: Sequence[PaperDraft], *, by: Actor) -> list[Paper]:
    """Ask a person for papers: which, who brings them, until when.

    Raises: Refused, NotFound; Invalid for a kind that is not offered, a case of somebody else, or too many papers.
    """
    person_to_change(by, person_id, Verb.KEEP_PAPERS)
    if not drafts:
        raise Invalid("wanted", "no_paper_chosen")
    cipher = cipher_of(person_id)
    rows = [_made(person_id, draft, Paper.State.ASKED, cipher, by) for draft in drafts]
    detail = {"kinds": sorted({row.kind for row in rows}), "due_on": rows[0].due_on}
    record("paper.asked", subject=rows[0], detail=detail, cipher=cipher)
    return rows


@transaction.atomic
def keep_paper(person_id: UUID, draft: PaperDraft, scanned: Scanned, *, by: Actor) -> Paper:
    """Take in a paper that was brought, with its file.

    Raises: Refused, NotFound; Invalid as for `ask_papers`, and for days that cannot be.
    """
    person_to_change(by, person_id, Verb.KEEP_PAPERS)
    cipher = cipher_of(person_id)
    row = _made(person_id, draft, Paper.State.RECEIVED, cipher, by)
    _keep_file(row, 1, scanned, cipher, by)
    record("paper.kept", subject=row, detail={"kind": row.kind}, cipher=cipher)
    return row


@transaction.atomic
def bring_file(paper_id: UUID, draft: PaperDraft, scanned: Scanned, *, seen_version: int, by: Actor) -> Paper:
    """Take in the file of a paper that was asked for, or a newer one; the paper is to be checked again.

    Raises: Refused, NotFound, StaleVersion; AlreadyDone when this very file is kept; Invalid when there are too many.
    """
    row = access.paper_to_change(by, paper_id, seen_version, Verb.KEEP_PAPERS)
    kept = PaperFile.objects.filter(paper=row)
    if kept.filter(digest=scanned.digest).exists():
        raise AlreadyDone("file_is_kept")
    number = max(kept.values_list("number", flat=True), default=0) + 1
    if number > MOST_FILES:
        raise Invalid("file", "too_many_files")
    check_days(draft)
    cipher = cipher_of(row.person_id)
    _keep_file(row, number, scanned, cipher, by)
    save(
        row,
        state=Paper.State.RECEIVED,
        sealed_reason=b"",
        issued_on=draft.issued_on,
        expires_on=draft.expires_on,
        reminded_ahead=None,
        moved_at=now(),
        moved_by=by.membership_id,
    )
    record("paper.replaced", subject=row, detail={"kind": row.kind, "file": number}, cipher=cipher)
    return row


def check_days(draft: PaperDraft) -> None:
    """Raises: Invalid for days that cannot be."""
    if draft.issued_on:
        require_past("issued_on", draft.issued_on)
    if draft.issued_on and draft.expires_on and draft.expires_on < draft.issued_on:
        raise Invalid("expires_on", "ends_before_it_starts")


def _made(person_id: UUID, draft: PaperDraft, state: str, cipher: PersonCipher, by: Actor) -> Paper:
    require_code("kind", draft.kind, "paper_kind")
    check_days(draft)
    _require_case(person_id, draft, by)
    if Paper.objects.filter(person_id=person_id).count() >= MOST_PAPERS:
        raise Invalid("kind", "too_many_papers")
    label = optional_text("label", draft.label, most=MOST_LETTERS)
    return Paper.objects.create(
        agency_id=by.agency_id,
        person_id=person_id,
        case_id=draft.case_id,
        kind=draft.kind,
        wanted=draft.wanted,
        sealed_label=cipher.seal(label, field=LABEL),
        state=state,
        brought_by=draft.brought_by,
        due_on=draft.due_on,
        issued_on=draft.issued_on,
        expires_on=draft.expires_on,
        made_by=by.membership_id,
        moved_by=by.membership_id,
        moved_at=now(),
    )


def _require_case(person_id: UUID, draft: PaperDraft, by: Actor) -> None:
    if draft.case_id is None:
        return
    case = case_brief(by, draft.case_id)
    if case.person_id != person_id or case.is_shared_in:
        raise NotFound("case", draft.case_id)
    if not case.is_open:
        raise Invalid("case", "case_is_closed")


def _keep_file(row: Paper, number: int, scanned: Scanned, cipher: PersonCipher, by: Actor) -> PaperFile:
    file_id = uuid4()
    sealed = pieces(scanned.body, file_id, cipher)
    of = {"agency_id": row.agency_id, "person_id": row.person_id}
    kept = PaperFile.objects.create(
        id=file_id,
        **of,
        paper=row,
        number=number,
        media_type=scanned.media_type,
        size=len(scanned.body),
        digest=scanned.digest,
        pieces=len(sealed),
        thumbnail=cipher.seal_bytes(scanned.small, field=small_of(file_id)),
        added_by=by.membership_id,
    )
    for place, piece in enumerate(sealed, start=1):
        PaperPiece.objects.create(**of, file=kept, number=place, ciphertext=piece)
    return kept
