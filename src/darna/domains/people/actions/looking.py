"""Looking is a deed too: who searched and who opened a file is written down."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.domains.people.tokens import query_hash
from darna.domains.people.values import PersonCard, PersonLine, SignedPageLine


def note_search(actor: Actor, text: str, lines: Sequence[PersonLine]) -> None:
    """A search was shown: a keyed mark of what was typed and the persons it gave. One query."""
    found = {"query": query_hash(actor.agency_id, text), "persons": [line.id for line in lines]}
    record("person.searched", subject=("people.person", None), detail=found)


def note_opening(actor: Actor, card: PersonCard | UUID, *, is_assigned: bool | None = None) -> None:
    """A file was opened, and whether by somebody who accompanies the person, when that is known. One query."""
    person_id = card if isinstance(card, UUID) else card.id
    told = None if is_assigned is None else {"is_assigned": is_assigned}
    record("person.opened", subject=("people.person", person_id), person_id=person_id, detail=told, is_plain=True)


def note_page_opening(person_id: UUID, page: SignedPageLine) -> None:
    """A page of a signed form was looked at. One query."""
    subject = ("people.signedpage", page.id)
    record("consent.page_opened", subject=subject, person_id=person_id, detail={"page": page.number}, is_plain=True)
