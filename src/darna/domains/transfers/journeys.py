"""Taking a transferred case on: a file of the own register or a new one, a case with its needs, and the answer."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.domains.cases.actions import open_case
from darna.domains.cases.values import NeedDraft
from darna.domains.people.actions import note_search, register_person
from darna.domains.people.queries import Narrowing, search
from darna.domains.people.values import ConsentTerms, PersonLine
from darna.domains.referrals.journeys import NOT_READ, SHOWN, draft_of
from darna.domains.transfers import actions
from darna.domains.transfers.queries import body_of
from darna.domains.transfers.values import Body
from darna.kernel.errors import AlreadyDone


def likely_files(actor: Actor, body: Body) -> list[PersonLine]:
    """Files of the own register that may be of the person; the search leaves its sentence. At most eleven queries."""
    if not body.package.name:
        return []
    found = search(actor, body.package.name, narrowed=Narrowing(body.package.birth_year), limit=SHOWN)
    note_search(actor, body.package.name, found)
    return found


@transaction.atomic
def take_on(
    transfer_id: UUID, person_id: UUID | None, programme: str, worker_id: UUID, *, seen_version: int, by: Actor
) -> UUID:
    """Open a case for a transfer on a file of the own register or a new one, and accept; returns the file.

    Each verb leaves its own sentence. Raises: Refused, NotFound, Invalid, StaleVersion, AlreadyDone.
    """
    body = body_of(by, transfer_id)
    if body is None:
        raise AlreadyDone("transfer_moved_on")
    if person_id is None:
        asked = ConsentTerms(state="requested", notice_version=NOT_READ, notice_language=by.language)
        person_id = register_person(draft_of(body.package), asked, by=by).pk
    needs = [NeedDraft(kind) for kind in body.needs]
    case = open_case(person_id, programme, worker_id=worker_id, needs=needs, by=by)
    actions.accept_transfer(transfer_id, case.pk, worker_id, seen_version=seen_version, by=by)
    return person_id
