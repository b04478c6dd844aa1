"""One person's file: everything this reader may read of it, opened."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.base.prepared import ID, Prepared
from darna.domains.people.access import person_to_read
from darna.domains.people.models import (
    HouseholdMembership,
    MigrationEpisode,
    NamedWorker,
    Person,
    PersonContact,
    PersonIdentifier,
    Relationship,
    Vulnerability,
)
from darna.domains.people.queries.consents import consent_lines, disclosure_lines
from darna.domains.people.queries.duplicates import pair_lines
from darna.domains.people.queries.lines import lines_for
from darna.domains.people.reading import (
    SEALED_ADDRESS,
    SEALED_ADVICE,
    SEALED_CONTACT,
    SEALED_NUMBER,
    SEALED_RELATIVE,
    names_in,
    partial,
)
from darna.domains.people.values import (
    HEAD,
    ContactLine,
    HouseholdLine,
    IdentifierLine,
    JourneyLine,
    MemberLine,
    PersonCard,
    PersonLine,
    RelationshipLine,
    VulnerabilityLine,
)
from darna.kernel.clock import today
from darna.kernel.errors import NotFound

#: Below this age the rules for minors hold.
ADULT: int = 18

_CONTACTS = Prepared(
    lambda person: PersonContact.objects.filter(person_id=person).order_by("-is_safe", "channel", "id"), person=ID
)
_IDENTIFIERS = Prepared(
    lambda person: PersonIdentifier.objects.filter(person_id=person).order_by("kind", "id"), person=ID
)
_EPISODES = Prepared(
    lambda person: MigrationEpisode.objects.filter(person_id=person).order_by("started_on", "ended_on", "id"), person=ID
)
_VULNERABILITIES = Prepared(
    lambda person: Vulnerability.objects.filter(person_id=person).order_by("-since", "id"), person=ID
)
_TIES = Prepared(
    lambda person: Relationship.objects.filter(Q(person_id=person) | Q(other_id=person)).order_by("since", "id"),
    person=ID,
)


def person_card(actor: Actor, person_id: UUID, *, ciphers: Mapping[UUID, PersonCipher] | None = None) -> PersonCard:
    """The file of a person. At most fourteen queries, whatever it holds; one for a file another agency shares.

    A caller who needs the key too hands over what it found of it, and saves one.

    Looking is an entry of its own: whoever shows the card calls `note_opening`.
    Raises: Refused, NotFound for other agencies' files and for protected ones this worker is not named for.
    """
    person = person_to_read(actor, person_id)
    is_ours = person.agency_id == actor.agency_id and person.erased_at is None
    if not is_ours:
        return _card(person, None, is_ours=person.agency_id == actor.agency_id)
    cipher = _key(person_id, ciphers)
    memberships = _memberships(person_id)
    ties = _TIES.rows(person=person_id)
    others = lines_for(actor, {row.person_id for row in memberships} | _others(ties, person_id))
    return _card(
        person,
        cipher,
        is_ours=True,
        contacts=_contacts(person_id, cipher),
        identifiers=_identifiers(person_id, cipher),
        consents=consent_lines(person_id, cipher),
        disclosures=disclosure_lines(person_id),
        households=_households(memberships, others),
        relationships=tuple(_tie(row, person_id, cipher, others) for row in ties),
        journeys=_journeys(person_id),
        vulnerabilities=_vulnerabilities(person_id),
        pairs=pair_lines(actor, person_id),
        named_workers=_named_workers(person),
    )


def _key(person_id: UUID, ciphers: Mapping[UUID, PersonCipher] | None) -> PersonCipher:
    found = (ciphers_of([person_id]) if ciphers is None else ciphers).get(person_id)
    if found is None:
        raise NotFound("person", person_id)
    return found


def _card(person: Person, cipher: PersonCipher | None, *, is_ours: bool, **parts: object) -> PersonCard:
    birth = partial(person.born_on, person.born_precision)
    return PersonCard(
        id=person.pk,
        agency_id=person.agency_id,
        reference=person.reference,
        version=person.version,
        names=names_in(person, cipher),
        sex=person.sex,
        birth=birth,
        nationalities=tuple(person.nationalities),
        languages=tuple(person.languages),
        needs_interpreter=person.needs_interpreter,
        country_of_residence=person.country_of_residence,
        commune=person.commune,
        address=cipher.open(person.sealed_address, field=SEALED_ADDRESS) if cipher else "",
        is_ours=is_ours,
        is_protected=person.is_protected,
        is_minor=birth is not None and birth.may_be_under_on(ADULT, today()),
        registered_at=person.registered_at,
        registered_by=person.registered_by,
        source=person.source,
        erased_at=person.erased_at,
        united_at=person.united_at,
        **parts,  # type: ignore[arg-type]
    )


def _contacts(person_id: UUID, cipher: PersonCipher) -> tuple[ContactLine, ...]:
    return tuple(
        ContactLine(
            row.pk,
            row.channel,
            cipher.open(row.sealed_value, field=SEALED_CONTACT),
            row.is_safe,
            cipher.open(row.sealed_advice, field=SEALED_ADVICE),
            row.version,
        )
        for row in _CONTACTS.rows(person=person_id)
    )


def _identifiers(person_id: UUID, cipher: PersonCipher) -> tuple[IdentifierLine, ...]:
    return tuple(
        IdentifierLine(
            row.pk,
            row.kind,
            cipher.open(row.sealed_number, field=SEALED_NUMBER),
            row.issuer_country,
            row.valid_from,
            row.valid_until,
            row.version,
        )
        for row in _IDENTIFIERS.rows(person=person_id)
    )


def _memberships(person_id: UUID) -> list[HouseholdMembership]:
    """Everybody's places in the households this person lives in now. One query."""
    return _HOMES.rows(person_id=person_id)


def _shared_homes(person_id: UUID) -> QuerySet[HouseholdMembership]:
    homes = HouseholdMembership.objects.filter(person_id=person_id, until__isnull=True).values("household_id")
    return (
        HouseholdMembership.objects.filter(household_id__in=homes, until__isnull=True)
        .select_related("household")
        .order_by("household_id", "since", "id")
    )


_HOMES = Prepared(_shared_homes, person_id=ID)


def _households(rows: list[HouseholdMembership], others: dict[UUID, PersonLine]) -> tuple[HouseholdLine, ...]:
    members: dict[UUID, list[MemberLine]] = {}
    for row in rows:
        name = others[row.person_id].name if row.person_id in others else ""
        line = MemberLine(row.pk, row.person_id, name, row.role, row.since, row.until, row.version)
        members.setdefault(row.household_id, []).append(line)
    for lines in members.values():
        lines.sort(key=lambda line: (line.role != HEAD, line.name, line.id))
    references = {row.household_id: row.household.reference for row in rows}
    return tuple(HouseholdLine(key, references[key], tuple(lines)) for key, lines in members.items())


def _others(ties: list[Relationship], person_id: UUID) -> set[UUID]:
    return {key for row in ties for key in (row.person_id, row.other_id) if key is not None and key != person_id}


def _tie(row: Relationship, person_id: UUID, cipher: PersonCipher, others: dict[UUID, PersonLine]) -> RelationshipLine:
    is_reverse = row.person_id != person_id
    other_id = row.person_id if is_reverse else row.other_id
    if other_id is None:
        name = cipher.open(row.sealed_other_name, field=SEALED_RELATIVE)
    else:
        name = others[other_id].name if other_id in others else ""
    return RelationshipLine(row.pk, row.kind, other_id, name, is_reverse, row.since, row.until, row.version)


def _journeys(person_id: UUID) -> tuple[JourneyLine, ...]:
    return tuple(
        JourneyLine(
            row.pk,
            row.direction,
            row.from_country,
            row.from_commune,
            row.to_country,
            row.to_commune,
            partial(row.started_on, row.started_precision),
            partial(row.ended_on, row.ended_precision),
            row.return_manner,
            row.version,
        )
        for row in _EPISODES.rows(person=person_id)
    )


def _vulnerabilities(person_id: UUID) -> tuple[VulnerabilityLine, ...]:
    return tuple(
        VulnerabilityLine(row.pk, row.kind, row.since, row.until, row.version)
        for row in _VULNERABILITIES.rows(person=person_id)
    )


def _named_workers(person: Person) -> tuple[UUID, ...]:
    if not person.is_protected:
        return ()
    rows = NamedWorker.objects.filter(person_id=person.pk).order_by("since", "id")
    return tuple(rows.values_list("membership_id", flat=True))
