"""Protecting a file: its names sealed, no key by which others find it, and nobody but named workers sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.keys.queries import cipher_of
from darna.domains.people.access import person_to_change, require_named
from darna.domains.people.actions.finding import keep_name_keys
from darna.domains.people.models import DuplicateProposal, NamedWorker, Person
from darna.domains.people.queries.merged import merged_files
from darna.domains.people.reading import names_in, sealed_names
from darna.domains.people.values import Names
from darna.kernel.errors import AlreadyDone, Invalid, NotFound

_COLUMNS = (
    "given_name",
    "family_name",
    "given_name_ar",
    "family_name_ar",
    "sealed_names",
    "is_protected",
    "version",
)

#: Asks before a worker is taken off a protected file, or with nobody before its protection ends; raises Invalid.
Holder = Callable[[UUID, UUID | None], None]


class Holders(list[Holder]):
    """What other subjects hold a protection for; a function is added by calling this with it, once."""

    def __call__(self, holder: Holder) -> Holder:
        if holder not in self:
            self.append(holder)
        return holder

    def ask(self, person_id: UUID, worker: UUID | None) -> None:
        """Raises: Invalid where somebody still needs it."""
        for holder in self:
            holder(person_id, worker)


before_unprotecting = Holders()
#: Called with the person before a file is protected: the memberships that must be named too, or could not go on.
Carriers = Callable[[UUID], set[UUID]]


class NamedToo(list[Carriers]):
    """What other subjects know of who carries something in a file; a function is added by calling this, once."""

    def __call__(self, carriers: Carriers) -> Carriers:
        if carriers not in self:
            self.append(carriers)
        return carriers

    def of(self, person_id: UUID) -> set[UUID]:
        """Everybody who must be named."""
        return {worker for carriers in self for worker in carriers(person_id)}


named_too = NamedToo()


@transaction.atomic
def protect_person(person_id: UUID, workers: Iterable[UUID], *, by: Actor) -> Person:
    """Only the named workers, whoever protects the file and those who carry something in it see the person from now on.

    Shape: workers are memberships of the own agency. Raises: Refused, NotFound, Invalid, AlreadyDone.
    """
    person = person_to_change(by, person_id, Verb.PROTECT_PERSON)
    if person.is_protected:
        raise AlreadyDone("file_is_protected")
    cipher = cipher_of(person_id)
    names = names_in(person, None)
    wanted = {*workers, by.membership_id, *named_too.of(person_id)}
    for one in merged_files(person_id):
        # What was merged into the file is of the same person, and as hidden.
        _name_workers(one.pk, wanted)
        _move_names(one, Names(), sealed_names(names_in(one, None), cipher_of(one.pk)), is_protected=True)
    named = _name_workers(person_id, wanted)
    _move_names(person, Names(), sealed_names(names, cipher), is_protected=True)
    keep_name_keys(person, names)
    # A proposal would show colleagues that the file exists.
    DuplicateProposal.objects.filter(other_id=person_id).delete()
    DuplicateProposal.objects.filter(person_id=person_id).delete()
    record("person.protected", subject=person, person_id=person_id, detail={"workers": named}, cipher=cipher)
    return person


@transaction.atomic
def unprotect_person(person_id: UUID, *, by: Actor) -> Person:
    """The file is an ordinary one again, for every worker of the agency. Raises: Refused, NotFound, AlreadyDone."""
    person = person_to_change(by, person_id, Verb.PROTECT_PERSON)
    if not person.is_protected:
        raise AlreadyDone("file_is_not_protected")
    require_named(by, person)
    before_unprotecting.ask(person_id, None)
    cipher = cipher_of(person_id)
    names = names_in(person, cipher)
    for one in merged_files(person_id):
        _move_names(one, names_in(one, cipher_of(one.pk)), b"", is_protected=False)
        NamedWorker.objects.filter(person_id=one.pk).delete()
    _move_names(person, names, b"", is_protected=False)
    keep_name_keys(person, names)
    NamedWorker.objects.filter(person_id=person_id).delete()
    record("person.unprotected", subject=person, person_id=person_id, cipher=cipher)
    return person


@transaction.atomic
def name_worker(person_id: UUID, worker: UUID, *, by: Actor) -> None:
    """One more worker may see a protected file. Raises: Refused, NotFound, Invalid, AlreadyDone."""
    person = person_to_change(by, person_id, Verb.PROTECT_PERSON)
    if not person.is_protected:
        raise AlreadyDone("file_is_not_protected")
    require_named(by, person)
    if NamedWorker.objects.filter(person_id=person_id, membership_id=worker).exists():
        raise AlreadyDone("worker_is_named")
    for one in (person, *merged_files(person_id)):
        _name_workers(one.pk, {worker})
    record("worker.named", subject=person, person_id=person_id, detail={"worker": worker})


@transaction.atomic
def unname_worker(person_id: UUID, worker: UUID, *, by: Actor) -> None:
    """A worker no longer sees a protected file; somebody always does. Raises: Refused, NotFound, Invalid."""
    person = person_to_change(by, person_id, Verb.PROTECT_PERSON)
    require_named(by, person)
    named = NamedWorker.objects.filter(person_id=person_id)
    if not named.filter(membership_id=worker).exists():
        raise NotFound("worker", worker)
    if not named.exclude(membership_id=worker).exists():
        raise Invalid("worker", "last_worker")
    before_unprotecting.ask(person_id, worker)
    # The sentence first: whoever takes themselves off no longer sees the key that seals it.
    record("worker.unnamed", subject=person, person_id=person_id, detail={"worker": worker})
    files = [row.pk for row in merged_files(person_id)]
    NamedWorker.objects.filter(person_id__in=[*files, person_id], membership_id=worker).delete()


def _name_workers(person_id: UUID, workers: set[UUID]) -> list[UUID]:
    """Name them while the file can still be seen: row security asks for a named worker at the next statement."""
    named = sorted(workers)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select sec.protect_person(%s, %s::uuid[])", [person_id, named])
    except IntegrityError as stranger:
        raise Invalid("workers", "unknown_worker") from stranger
    return named


def _move_names(person: Person, clear: Names, sealed: bytes, *, is_protected: bool) -> None:
    person.given_name, person.family_name = clear.given_name, clear.family_name
    person.given_name_ar, person.family_name_ar = clear.given_name_ar, clear.family_name_ar
    person.sealed_names, person.is_protected = sealed, is_protected
    person.version += 1
    person.save(update_fields=_COLUMNS)
