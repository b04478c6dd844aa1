"""The receiver's own case for a referral: somebody of its register, or registered from what was sent, searched first."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.domains.cases.actions import open_case
from darna.domains.cases.values import NeedDraft
from darna.domains.people.actions import note_search, register_person
from darna.domains.people.queries import Narrowing, search
from darna.domains.people.values import ConsentTerms, ContactDraft, PersonDraft, PersonLine
from darna.domains.referrals.actions import link_case
from darna.domains.referrals.queries import package_of
from darna.domains.referrals.values import Package
from darna.kernel.dates import PartialDate

#: The notice that nobody has read to the person yet.
NOT_READ = "not-read"
SHOWN = 8


def likely_files(actor: Actor, referral_id: UUID) -> list[PersonLine]:
    """Files of the own register that may be of the person; the search leaves its sentence. At most eleven queries.

    Raises: Refused, NotFound.
    """
    package = package_of(actor, referral_id)
    if not package.name:
        return []
    found = search(actor, package.name, narrowed=Narrowing(package.birth_year), limit=SHOWN)
    note_search(actor, package.name, found)
    return found


@transaction.atomic
def open_own_case(referral_id: UUID, person_id: UUID | None, programme: str, *, by: Actor) -> UUID:
    """Open a case for a referral that was accepted, on a file of the own register or on a new one; returns the file.

    Each verb leaves its own sentence; the person was not asked for anything here yet, and the file says so.
    Raises: Refused, NotFound, Invalid, AlreadyDone.
    """
    package = package_of(by, referral_id)
    person_id = person_id or _register(package, by)
    case = open_case(person_id, programme, worker_id=by.membership_id, needs=[NeedDraft(package.need)], by=by)
    link_case(referral_id, case.pk, by=by)
    return person_id


def draft_of(package: Package) -> PersonDraft:
    """Somebody as the package tells of them."""
    year = package.birth_year
    return PersonDraft(
        given_name=package.given_name,
        family_name=package.family_name,
        given_name_ar=package.given_name_ar,
        family_name_ar=package.family_name_ar,
        birth=PartialDate.parse(str(year)) if year else None,
        languages=package.languages,
        needs_interpreter=bool(package.needs_interpreter),
        contacts=tuple(ContactDraft(way.channel, way.value, advice=way.advice) for way in package.ways),
    )


def _register(package: Package, by: Actor) -> UUID:
    asked = ConsentTerms(state="requested", notice_version=NOT_READ, notice_language=by.language)
    return register_person(draft_of(package), asked, by=by).pk
