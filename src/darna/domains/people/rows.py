"""Drafts as rows: the same rows whether one person is registered or a whole register comes in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.keys.sealing import PersonCipher
from darna.domains.people import tokens
from darna.domains.people.checks import kept_purposes
from darna.domains.people.models import Consent, MigrationEpisode, Person, PersonContact, PersonIdentifier
from darna.domains.people.reading import (
    SEALED_ADDRESS,
    SEALED_ADVICE,
    SEALED_BEST_INTEREST,
    SEALED_CONTACT,
    SEALED_EVIDENCE,
    SEALED_GUARDIAN,
    SEALED_NUMBER,
    SEALED_WITNESS,
    columns_of,
)
from darna.domains.people.values import ConsentTerms, ContactDraft, IdentifierDraft, JourneyDraft, PersonDraft
from darna.kernel.clock import today

#: A row before it is one: what stands in each column that is told.
Columns = dict[str, Any]


def person_row(person_id: UUID, draft: PersonDraft, cipher: PersonCipher, *, by: Actor) -> Person:
    """An ordinary file of the actor's agency, still without a reference."""
    return Person(**person_columns(person_id, draft, cipher, by=by))


def person_columns(
    person_id: UUID, draft: PersonDraft, cipher: PersonCipher, *, by: Actor, source: UUID | None = None
) -> Columns:
    """The same as columns; `source` is the register somebody comes from."""
    born_on, born_precision = columns_of(draft.birth)
    return {
        "id": person_id,
        "agency_id": by.agency_id,
        "given_name": draft.given_name.strip(),
        "family_name": draft.family_name.strip(),
        "given_name_ar": draft.given_name_ar.strip(),
        "family_name_ar": draft.family_name_ar.strip(),
        "sex": draft.sex,
        "born_on": born_on,
        "born_precision": born_precision,
        "nationalities": list(draft.nationalities),
        "languages": list(draft.languages),
        "needs_interpreter": draft.needs_interpreter,
        "country_of_residence": draft.country_of_residence,
        "commune": draft.commune,
        "sealed_address": cipher.seal(draft.address.strip(), field=SEALED_ADDRESS),
        "source": source,
        "registered_by": by.membership_id,
    }


def name_key_columns(person_id: UUID, agency_id: UUID, draft: PersonDraft) -> Columns:
    """The numbers by which the person will be found by name."""
    return {
        "person_id": person_id,
        "agency_id": agency_id,
        "keys": tokens.name_keys(draft.names, agency_id),
        "words": tokens.word_keys(draft.names, agency_id),
        "birth_year": draft.birth.value.year if draft.birth else None,
        "sex": told_sex(draft.sex),
        "commune": draft.commune,
        "made_by": tokens.RULES,
    }


def told_sex(sex: str) -> str:
    """A sex to narrow a search by; nothing where it is not known."""
    return "" if sex == "U" else sex


def contact_rows(
    person_id: UUID, contacts: Iterable[ContactDraft], cipher: PersonCipher, agency_id: UUID
) -> list[PersonContact]:
    """Contacts sealed, each with the token by which this agency finds it again."""
    return [PersonContact(**columns) for columns in contact_columns(person_id, contacts, cipher, agency_id)]


def contact_columns(
    person_id: UUID, contacts: Iterable[ContactDraft], cipher: PersonCipher, agency_id: UUID
) -> list[Columns]:
    """The same as columns."""
    return [
        {
            "agency_id": agency_id,
            "person_id": person_id,
            "channel": contact.channel,
            "sealed_value": cipher.seal(tokens.plain_contact(contact.channel, contact.value), field=SEALED_CONTACT),
            "value_token": tokens.contact_token(agency_id, contact.channel, contact.value) if contact.value else b"",
            "is_safe": contact.is_safe,
            "sealed_advice": cipher.seal(contact.advice.strip(), field=SEALED_ADVICE),
        }
        for contact in contacts
    ]


def identifier_rows(
    person_id: UUID, identifiers: Iterable[IdentifierDraft], cipher: PersonCipher, agency_id: UUID
) -> list[PersonIdentifier]:
    """Documents' numbers sealed, each with the token by which this agency finds it again."""
    return [PersonIdentifier(**columns) for columns in identifier_columns(person_id, identifiers, cipher, agency_id)]


def identifier_columns(
    person_id: UUID, identifiers: Iterable[IdentifierDraft], cipher: PersonCipher, agency_id: UUID
) -> list[Columns]:
    """The same as columns."""
    return [
        {
            "agency_id": agency_id,
            "person_id": person_id,
            "kind": identifier.kind,
            "sealed_number": cipher.seal(identifier.number.strip(), field=SEALED_NUMBER),
            "number_token": tokens.identifier_token(agency_id, identifier.number),
            "issuer_country": identifier.issuer_country,
            "valid_from": identifier.valid_from,
            "valid_until": identifier.valid_until,
        }
        for identifier in identifiers
    ]


def journey_rows(person_id: UUID, journeys: Iterable[JourneyDraft], agency_id: UUID) -> list[MigrationEpisode]:
    """Journeys as told."""
    return [MigrationEpisode(**columns) for columns in journey_columns(person_id, journeys, agency_id)]


def journey_columns(person_id: UUID, journeys: Iterable[JourneyDraft], agency_id: UUID) -> list[Columns]:
    """The same as columns."""
    rows: list[Columns] = []
    for journey in journeys:
        started_on, started_precision = columns_of(journey.started)
        ended_on, ended_precision = columns_of(journey.ended)
        rows.append(
            {
                "agency_id": agency_id,
                "person_id": person_id,
                "direction": journey.direction,
                "from_country": journey.from_country,
                "from_commune": journey.from_commune,
                "to_country": journey.to_country,
                "to_commune": journey.to_commune,
                "started_on": started_on,
                "started_precision": started_precision,
                "ended_on": ended_on,
                "ended_precision": ended_precision,
                "return_manner": journey.return_manner,
            }
        )
    return rows


def consent_row(person_id: UUID, terms: ConsentTerms, cipher: PersonCipher, *, by: Actor) -> Consent:
    """An answer as it was given; a refusal names nobody outside and nothing beyond the service."""
    return Consent(**consent_columns(person_id, terms, cipher, by=by))


def consent_columns(person_id: UUID, terms: ConsentTerms, cipher: PersonCipher, *, by: Actor) -> Columns:
    """The same as columns."""
    return {
        "agency_id": by.agency_id,
        "person_id": person_id,
        "state": terms.state,
        "given_by": terms.given_by,
        "sealed_guardian": cipher.seal(terms.guardian.strip(), field=SEALED_GUARDIAN),
        "sealed_witness": cipher.seal(terms.witness.strip(), field=SEALED_WITNESS),
        "sealed_best_interest": cipher.seal(terms.best_interest.strip(), field=SEALED_BEST_INTEREST),
        "sealed_evidence": cipher.seal(terms.evidence.strip(), field=SEALED_EVIDENCE),
        "has_assented": terms.has_assented,
        "purposes": list(kept_purposes(terms)),
        "recipients": list(terms.recipients) if terms.state != Consent.State.REFUSED else [],
        "notice_version": terms.notice_version,
        "notice_language": terms.notice_language,
        "method": terms.method,
        "effective_on": terms.effective_on or today(),
        "expires_on": terms.expires_on,
        "recorded_by": by.membership_id,
    }
