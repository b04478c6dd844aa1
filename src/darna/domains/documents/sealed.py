"""The places to which what is sealed of a paper is bound; put in another's place it does not open."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from darna.base.keys.sealing import PersonCipher

#: What the paper is called beside its kind, and why it was refused or handed back.
LABEL: Final = "paper.label"
REASON: Final = "paper.reason"
#: Bytes of a file that are sealed together: nobody holds more of a large one at once than this.
PIECE: Final = 256 * 1024


def piece_of(file_id: UUID, number: int, count: int) -> str:
    """What one piece of a file is bound to: its file, its place, and how many there are."""
    return f"paper.file|{file_id}|{number}/{count}"


def small_of(file_id: UUID) -> str:
    """What the small picture of a file is bound to."""
    return f"paper.small|{file_id}"


def pieces(body: bytes, file_id: UUID, cipher: PersonCipher) -> list[bytes]:
    """A file as sealed pieces, in order."""
    cut = [body[start : start + PIECE] for start in range(0, len(body), PIECE)]
    return [
        cipher.seal_bytes(piece, field=piece_of(file_id, number, len(cut))) for number, piece in enumerate(cut, start=1)
    ]
