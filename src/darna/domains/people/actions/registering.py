"""Registering a person, and changing what is written of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.keys.actions import make_key
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.people import rows
from darna.domains.people.access import person_to_change
from darna.domains.people.actions.finding import keep_name_keys
from darna.domains.people.checks import check_draft, check_terms, until_of_age
from darna.domains.people.drawing import add_with_reference
from darna.domains.people.models import MigrationEpisode, NameKey, Person, PersonContact, PersonIdentifier
from darna.domains.people.reading import SEALED_ADDRESS, columns_of, draft_of, sealed_names
from darna.domains.people.values import ConsentTerms, Names, PersonDraft
from darna.kernel.errors import AlreadyDone, Invalid, StaleVersion

_NAMES: Final = ("given_name", "family_name", "given_name_ar", "family_name_ar")
_PLAIN: Final = (
    "sex",
    "nationalities",
    "languages",
    "needs_interpreter",
    "country_of_residence",
    "commune",
)
Listener = Callable[[UUID, Actor], None]


class Listeners(list[Listener]):
    """What other subjects do when somebody was registered; a function is added by calling this with it, once."""

    def __call__(self, listener: Listener) -> Listener:
        if listener not in self:
            self.append(listener)
        return listener

    def tell(self, person_id: UUID, by: Actor) -> None:
        """Tell everyone, inside the running transaction: one who fails undoes all."""
        for listener in self:
            listener(person_id, by)


on_person_registered = Listeners()

#: What `change_person` may be told, named as in `PersonDraft`.
CHANGEABLE: Final = frozenset({*_NAMES, *_PLAIN, "birth", "address"})


@transaction.atomic
def register_person(draft: PersonDraft, consent: ConsentTerms, *, by: Actor) -> Person:
    """Somebody comes to the agency for the first time; what they answered when asked is written with them.

    A refused consent registers all the same, for whoever asks for the service gets it.
    Raises: Refused, Invalid.
    """
    by.require(Verb.REGISTER_PERSON)
    check_draft(draft)
    check_terms(consent, draft.birth, by)
    person_id = uuid4()
    # The key before the row: the trail salts its hashes of the row with the person's own salt.
    cipher = make_key(person_id, by.agency_id)
    person = add_with_reference(
        rows.person_row(person_id, draft, cipher, by=by), by.reference_prefix, "person_reference_is_unique"
    )
    NameKey.objects.create(**rows.name_key_columns(person_id, by.agency_id, draft))
    PersonContact.objects.bulk_create(rows.contact_rows(person_id, draft.contacts, cipher, by.agency_id))
    PersonIdentifier.objects.bulk_create(rows.identifier_rows(person_id, draft.identifiers, cipher, by.agency_id))
    MigrationEpisode.objects.bulk_create(rows.journey_rows(person_id, draft.journeys, by.agency_id))
    answer = rows.consent_row(person_id, until_of_age(consent, draft.birth), cipher, by=by)
    answer.save(force_insert=True)
    told = {"reference": person.reference, "consent": answer.state, "purposes": answer.purposes}
    record("person.registered", subject=person, person_id=person_id, detail=told, cipher=cipher)
    on_person_registered.tell(person_id, by)
    return person


@transaction.atomic
def change_person(person_id: UUID, changes: Mapping[str, object], *, seen_version: int, by: Actor) -> Person:
    """What is written of a person is put right; fields are named as in `PersonDraft`.

    Raises: Refused, NotFound, Invalid; StaleVersion with what is stored of the fields that were to change;
    AlreadyDone when everything is already so.
    """
    person = person_to_change(by, person_id)
    cipher = cipher_of(person_id)
    before = draft_of(person, cipher)
    wanted = {field: changes[field] for field in changes if field in CHANGEABLE}
    if len(wanted) != len(changes):
        raise Invalid(next(iter(set(changes) - CHANGEABLE)), "not_a_field")
    if person.version != seen_version:
        raise StaleVersion(person.version, seen_version, stored={field: getattr(before, field) for field in wanted})
    after = replace(before, **wanted)  # type: ignore[arg-type]
    changed = {field for field in wanted if getattr(before, field) != getattr(after, field)}
    if not changed:
        raise AlreadyDone("nothing_changed")
    check_draft(after)
    _write(person, after, changed, cipher)
    told = {field: [_told(getattr(before, field)), _told(getattr(after, field))] for field in sorted(changed)}
    record("person.changed", subject=person, person_id=person_id, detail=told, cipher=cipher)
    return person


def _write(person: Person, after: PersonDraft, changed: set[str], cipher: PersonCipher) -> None:
    columns = columns_to_write(person, after, changed, cipher)
    for column, value in columns.items():
        setattr(person, column, value)
    person.version += 1
    # A refused save(update_fields) raises, where a refused queryset.update() would be silent.
    person.save(update_fields=[*columns, "version"])
    if changed & {*_NAMES, "birth", "sex", "commune"}:
        keep_name_keys(person, after.names)


def columns_to_write(person: Person, after: PersonDraft, changed: set[str], cipher: PersonCipher) -> dict[str, Any]:
    """The columns of a person's row that differ once these fields are as in the draft."""
    columns: dict[str, Any] = {}
    for field in changed & {*_PLAIN}:
        value = getattr(after, field)
        columns[field] = list(value) if isinstance(value, tuple) else value
    if "birth" in changed:
        columns["born_on"], columns["born_precision"] = columns_of(after.birth)
    if "address" in changed:
        columns["sealed_address"] = cipher.seal(after.address, field=SEALED_ADDRESS)
    if changed & {*_NAMES}:
        columns |= _name_columns(person, after.names, changed, cipher)
    return columns


def _name_columns(person: Person, names: Names, changed: set[str], cipher: PersonCipher) -> dict[str, Any]:
    if person.is_protected:
        return {"sealed_names": sealed_names(names, cipher)}
    return {field: getattr(names, field) for field in changed & {*_NAMES}}


def _told(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str | bool | int | date) or value is None else str(value)
