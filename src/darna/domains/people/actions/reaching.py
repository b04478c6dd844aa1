"""Ways to reach a person and documents that name them: added and removed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.keys.queries import cipher_of
from darna.domains.people import rows
from darna.domains.people.access import person_to_change
from darna.domains.people.actions.changing import row_to_change
from darna.domains.people.checks import check_contact, check_identifier
from darna.domains.people.models import PersonContact, PersonIdentifier
from darna.domains.people.reading import SEALED_CONTACT, SEALED_NUMBER
from darna.domains.people.values import ContactDraft, IdentifierDraft


@transaction.atomic
def add_contact(person_id: UUID, draft: ContactDraft, *, by: Actor) -> PersonContact:
    """A way to reach the person, and whether it is safe. Raises: Refused, NotFound, Invalid."""
    person = person_to_change(by, person_id)
    check_contact(draft)
    cipher = cipher_of(person_id)
    (contact,) = rows.contact_rows(person_id, [draft], cipher, person.agency_id)
    contact.save(force_insert=True)
    told = {"channel": draft.channel, "value": draft.value, "is_safe": draft.is_safe}
    record("contact.added", subject=contact, person_id=person_id, detail=told, cipher=cipher)
    return contact


@transaction.atomic
def remove_contact(contact_id: UUID, *, seen_version: int, by: Actor) -> None:
    """A way to reach the person is no longer right. Raises: Refused, NotFound, StaleVersion."""
    contact = row_to_change(PersonContact, contact_id, seen_version, by=by)
    cipher = cipher_of(contact.person_id)
    told = {"channel": contact.channel, "value": cipher.open(contact.sealed_value, field=SEALED_CONTACT)}
    record("contact.removed", subject=contact, person_id=contact.person_id, detail=told, cipher=cipher)
    contact.delete()


@transaction.atomic
def add_identifier(person_id: UUID, draft: IdentifierDraft, *, by: Actor) -> PersonIdentifier:
    """A document by which an authority knows the person. Raises: Refused, NotFound, Invalid."""
    person = person_to_change(by, person_id)
    check_identifier(draft)
    cipher = cipher_of(person_id)
    (identifier,) = rows.identifier_rows(person_id, [draft], cipher, person.agency_id)
    identifier.save(force_insert=True)
    told = {"kind": draft.kind, "number": draft.number}
    record("identifier.added", subject=identifier, person_id=person_id, detail=told, cipher=cipher)
    return identifier


@transaction.atomic
def remove_identifier(identifier_id: UUID, *, seen_version: int, by: Actor) -> None:
    """A document was not this person's. Raises: Refused, NotFound, StaleVersion."""
    identifier = row_to_change(PersonIdentifier, identifier_id, seen_version, by=by)
    cipher = cipher_of(identifier.person_id)
    told = {"kind": identifier.kind, "number": cipher.open(identifier.sealed_number, field=SEALED_NUMBER)}
    record("identifier.removed", subject=identifier, person_id=identifier.person_id, detail=told, cipher=cipher)
    identifier.delete()
