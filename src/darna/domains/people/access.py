"""Who may see which persons, and whose rows may be changed; the database says the same again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.prepared import ID, INSTANT, Prepared
from darna.domains.people.models import EmergencyAccess, Merge, NamedWorker, Person, PersonVisible
from darna.kernel.clock import now
from darna.kernel.errors import NotFound, Refused

#: The worker of a visibility row that is for every worker of the agency.
EVERYONE = UUID(int=0)


def persons_visible_to(actor: Actor) -> QuerySet[Person]:
    """The agency's ordinary files, protected ones this worker is named for, and files shared with the agency."""
    return persons_of_reader(actor.agency_id, actor.membership_id, now())


def persons_of_reader(agency_id: UUID, membership_id: UUID, instant: datetime) -> QuerySet[Person]:
    """The same for one member of an agency at an instant; a file that was merged into another is no file of its own."""
    seen = PersonVisible.objects.filter(
        agency_id=agency_id,
        person_id=OuterRef("pk"),
        worker_id__in=(EVERYONE, membership_id),
        until__gt=instant,
    )
    # Said as an alternative, as the policy says it: a bare Exists becomes a join over all of the agency's visibility.
    return Person.objects.filter(
        Q(agency_id=agency_id, is_protected=False) | Q(Exists(seen)), merged_into_id__isnull=True
    )


_READ = Prepared(
    lambda agency, member, instant, person: persons_of_reader(agency, member, instant).filter(pk=person),
    agency=ID,
    member=ID,
    instant=INSTANT,
    person=ID,
)


def own_persons_of(actor: Actor) -> QuerySet[Person]:
    """Files of the actor's own agency that this worker sees and that were not erased."""
    return persons_visible_to(actor).filter(agency_id=actor.agency_id, erased_at__isnull=True)


def is_open_to(membership_id: UUID, person_id: UUID) -> bool:
    """Whether a worker of the agency sees a file: it is an ordinary one, or they are named for it. One query.

    Whoever asks must see the file themselves; of any other it says no.
    """
    named = NamedWorker.objects.filter(person_id=OuterRef("pk"), membership_id=membership_id)
    return Person.objects.filter(Q(is_protected=False) | Q(Exists(named)), pk=person_id).exists()


def open_pairs(pairs: Collection[tuple[UUID, UUID]]) -> set[tuple[UUID, UUID]]:
    """Of these workers, each with a file, those who see it, as `is_open_to` says it of one. Two queries."""
    persons = {person for _worker, person in pairs}
    ordinary = set(Person.objects.filter(pk__in=persons, is_protected=False).values_list("pk", flat=True))
    named = set(NamedWorker.objects.filter(person_id__in=persons).values_list("membership_id", "person_id"))
    return {pair for pair in pairs if pair[1] in ordinary or pair in named}


def may_edit(actor: Actor, person: Person) -> bool:
    """Whether the actor may change this file: their own agency's, with a role that edits, and not erased."""
    return actor.may(Verb.EDIT_PERSON) and person.agency_id == actor.agency_id and person.erased_at is None


def person_to_read(actor: Actor, person_id: UUID) -> Person:
    """A file this actor may open. One query. Raises: Refused, NotFound."""
    actor.require(Verb.OPEN_FILE)
    person = _READ.first(agency=actor.agency_id, member=actor.membership_id, instant=now(), person=person_id)
    if person is None:
        raise NotFound("person", person_id)
    return person


def own_person_to_read(actor: Actor, person_id: UUID) -> Person:
    """A file that stays inside the own agency, whoever else is shown a case of it. One query. Raises: Refused, NotFound."""
    person = person_to_read(actor, person_id)
    if person.agency_id != actor.agency_id or person.erased_at is not None:
        raise NotFound("person", person_id)
    return person


def person_to_change(actor: Actor, person_id: UUID, verb: Verb = Verb.EDIT_PERSON) -> Person:
    """A file of the own agency, locked until the transaction ends. One query. Raises: Refused, NotFound."""
    actor.require(verb)
    person = own_persons_of(actor).filter(pk=person_id).select_for_update(no_key=True).first()
    if person is None:
        raise NotFound("person", person_id)
    return person


def require_named(actor: Actor, person: Person) -> None:
    """Whoever sees a protected file in an emergency changes nothing of who sees it. One query. Raises: Refused."""
    named = NamedWorker.objects.filter(person_id=person.pk, membership_id=actor.membership_id)
    if not named.exists():
        raise Refused("only_named_workers_open_a_file")


def merge_to_part(actor: Actor, merge_id: UUID) -> Merge:
    """A merge that still holds, of a file that was not merged again since. Two queries. Raises: Refused, NotFound."""
    actor.require(Verb.PART_PERSONS)
    row = Merge.objects.filter(pk=merge_id, agency_id=actor.agency_id, parted_at__isnull=True).first()
    if row is None:
        raise NotFound("merge", merge_id)
    if Person.objects.filter(pk=row.person_id, merged_into_id__isnull=False).exists():
        raise Refused("part_the_later_merge_first")
    return row


def emergencies_visible_to(actor: Actor) -> QuerySet[EmergencyAccess]:
    """The agency's emergencies; row security leaves those of others to whoever reviews or is named for the file."""
    return EmergencyAccess.objects.filter(agency_id=actor.agency_id)


def emergency_to_end(actor: Actor, emergency_id: UUID) -> EmergencyAccess:
    """One's own emergency, or any that one reviews or whose file one is named for. One query. Raises: NotFound."""
    row = emergencies_visible_to(actor).filter(pk=emergency_id).first()
    if row is None:
        raise NotFound("emergency", emergency_id)
    return row


def emergency_to_review(actor: Actor, emergency_id: UUID) -> EmergencyAccess:
    """Somebody else's emergency. One query. Raises: Refused, NotFound."""
    actor.require(Verb.REVIEW_EMERGENCY)
    row = emergency_to_end(actor, emergency_id)
    if row.membership_id == actor.membership_id:
        raise Refused("emergency_is_your_own")
    return row
