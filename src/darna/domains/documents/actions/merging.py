"""When two files are of one person, the papers of the one that goes are sealed anew under the key of the one that stays."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import save
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.documents.models import Paper, PaperFile, PaperPiece
from darna.domains.documents.sealed import LABEL, REASON, piece_of, small_of
from darna.domains.people.access import person_to_change


@transaction.atomic
def move_papers(from_id: UUID, to_id: UUID, *, by: Actor) -> int:
    """All papers of one file into another of the same agency, readable there; how many.

    A case stays with its own file, so a paper that follows no longer names one. Raises: Refused, NotFound.
    """
    for person_id in sorted((from_id, to_id)):
        person_to_change(by, person_id, Verb.EDIT_PERSON)
    old, new = cipher_of(from_id), cipher_of(to_id)
    rows = list(Paper.objects.filter(person_id=from_id).select_for_update().order_by("id"))
    for row in rows:
        _move(row, to_id, old, new)
    record("paper.moved", subject=("people.person", to_id), person_id=to_id, detail={"count": len(rows)}, is_plain=True)
    return len(rows)


def _move(row: Paper, to_id: UUID, old: PersonCipher, new: PersonCipher) -> None:
    """A paper is written anew beside the old one, for neither files nor pieces are ever changed."""
    gone, state = row.pk, row.state
    files = list(PaperFile.objects.filter(paper_id=gone))
    row.pk, row.person_id, row.case_id, row.wanted = uuid4(), to_id, None, ""
    row.sealed_label = _anew(row.sealed_label, LABEL, old, new)
    row.sealed_reason = _anew(row.sealed_reason, REASON, old, new)
    # A paper begins as asked for or received; what it is by now it becomes in a step that the database knows.
    row.state = Paper.State.ASKED if state == Paper.State.ASKED else Paper.State.RECEIVED
    row.save(force_insert=True)
    if row.state != state:
        save(row, state=state)
    for file in files:
        _move_file(file, row, to_id, old, new)
    PaperPiece.objects.filter(file__paper_id=gone).delete()
    PaperFile.objects.filter(paper_id=gone).delete()
    Paper.objects.filter(pk=gone).delete()


def _move_file(file: PaperFile, row: Paper, to_id: UUID, old: PersonCipher, new: PersonCipher) -> None:
    gone, fresh = file.pk, uuid4()
    small = old.open_bytes(file.thumbnail, field=small_of(gone))
    file.pk, file.person_id, file.paper_id = fresh, to_id, row.pk
    file.thumbnail = new.seal_bytes(small, field=small_of(fresh))
    file.save(force_insert=True)
    for piece in PaperPiece.objects.filter(file_id=gone).order_by("number").iterator():
        body = old.open_bytes(piece.ciphertext, field=piece_of(gone, piece.number, file.pieces))
        PaperPiece.objects.create(
            agency_id=row.agency_id,
            person_id=to_id,
            file_id=fresh,
            number=piece.number,
            ciphertext=new.seal_bytes(body, field=piece_of(fresh, piece.number, file.pieces)),
        )


def _anew(sealed: bytes | memoryview, place: str, old: PersonCipher, new: PersonCipher) -> bytes:
    return new.seal(old.open(sealed, field=place), field=place)
