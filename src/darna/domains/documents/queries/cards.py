"""One paper with its files, and a file opened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.keys.queries import cipher_of
from darna.domains.documents import access
from darna.domains.documents.models import PaperFile, PaperPiece
from darna.domains.documents.queries.lists import line_of
from darna.domains.documents.sealed import LABEL, REASON, piece_of, small_of
from darna.domains.documents.values import FileLine, PaperCard
from darna.domains.people.queries import names_of
from darna.kernel.errors import NotFound


def paper_card(actor: Actor, paper_id: UUID) -> PaperCard:
    """Everything written of a paper. Six queries, eight with a protected file. Raises: Refused, NotFound."""
    row = access.paper_to_see(actor, paper_id)
    cipher = cipher_of(row.person_id)
    files = list(PaperFile.objects.filter(paper_id=row.pk).defer("thumbnail").order_by("-number"))
    small = set(PaperFile.objects.filter(paper_id=row.pk).exclude(thumbnail=b"").values_list("id", flat=True))
    names = names_of_members({one.added_by for one in files} | {row.made_by} | {row.moved_by or row.made_by})
    reads = actor.may(Verb.READ_PAPERS)
    return PaperCard(
        line=line_of(row, actor, name=names_of([row.person_id]).get(row.person_id, ""), cipher=cipher),
        reason=cipher.open(row.sealed_reason, field=REASON) if reads or not row.sealed_reason else "",
        made_by=names.get(row.made_by, ""),
        made_at=row.made_at,
        moved_by=names.get(row.moved_by, "") if row.moved_by else "",
        files=tuple(_line(one, names.get(one.added_by, ""), has_small=one.pk in small) for one in files),
        may_keep=actor.may(Verb.KEEP_PAPERS),
        may_read=reads,
        may_remove=actor.may(Verb.REMOVE_PAPER),
    )


def written_of(actor: Actor, paper_id: UUID) -> dict[str, Any]:
    """What a form about a paper begins with. Three queries. Raises: Refused, NotFound."""
    row = access.paper_to_see(actor, paper_id)
    return {
        "seen_version": row.version,
        "kind": row.kind,
        "label": cipher_of(row.person_id).open(row.sealed_label, field=LABEL),
        "brought_by": row.brought_by,
        "due_on": row.due_on,
        "issued_on": row.issued_on,
        "expires_on": row.expires_on,
    }


def opened_file(actor: Actor, file_id: UUID) -> tuple[FileLine, list[bytes]]:
    """A file as it was kept, in pieces. Four queries. Raises: Refused, NotFound; Unreadable without the person's key.

    Looking is an entry of its own: whoever shows it calls `note_opening`.
    """
    row = access.file_to_read(actor, file_id)
    cipher = cipher_of(row.person_id)
    sealed = PaperPiece.objects.filter(file_id=row.pk).order_by("number").values_list("number", "ciphertext")
    body = [cipher.open_bytes(piece, field=piece_of(row.pk, number, row.pieces)) for number, piece in sealed.iterator()]
    if len(body) != row.pieces:
        raise NotFound("paperfile", file_id)
    return _line(row, "", has_small=bool(row.thumbnail)), body


def small_file(actor: Actor, file_id: UUID) -> tuple[FileLine, bytes]:
    """The small picture of a file. Three queries. Raises: Refused; NotFound where there is none."""
    row = access.file_to_read(actor, file_id)
    if not row.thumbnail:
        raise NotFound("paperfile", file_id)
    small = cipher_of(row.person_id).open_bytes(row.thumbnail, field=small_of(row.pk))
    return _line(row, "", has_small=True), small


def _line(row: PaperFile, name: str, *, has_small: bool) -> FileLine:
    return FileLine(
        row.pk,
        row.paper_id,
        row.person_id,
        row.number,
        row.media_type,
        row.size,
        row.pieces,
        has_small,
        row.added_at,
        name,
    )
