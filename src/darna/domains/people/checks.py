"""What cannot be true of a person, a contact or a consent, refused before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from darna.base.agencies.access import agencies_visible_to
from darna.base.agencies.actor import Actor
from darna.base.codelists.queries import has
from darna.domains.people.values import (
    ACCOMPANIMENT,
    SHARING,
    ConsentTerms,
    ContactDraft,
    IdentifierDraft,
    JourneyDraft,
    PersonDraft,
)
from darna.kernel.clock import today
from darna.kernel.codes import CountryCode, Language
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid

#: The house's protocol: adults consent; from twelve on a minor is asked too, and nothing is given against their word.
ADULT: Final = 18
ASKED_FROM: Final = 12
#: Asks, before the consent of somebody who may be under 18 is written, what else is known of the child; raises Invalid.
MinorCheck = Callable[[UUID, ConsentTerms], None]


class MinorChecks(list[MinorCheck]):
    """What other subjects know of a child before a consent is written; a function is added by calling this, once."""

    def __call__(self, check: MinorCheck) -> MinorCheck:
        if check not in self:
            self.append(check)
        return check

    def ask(self, person_id: UUID, terms: ConsentTerms, birth: PartialDate | None) -> None:
        """Raises: Invalid where somebody knows why this consent cannot be written."""
        if terms.state == "given" and birth is not None and birth.may_be_under_on(ADULT, today()):
            for check in self:
                check(person_id, terms)


asked_of_minors = MinorChecks()
LONGEST_NAME: Final = 120
OLDEST: Final = 125
#: Who else than an agency a person may name: asked for those of the wanted that are known to the actor's agency.
also_recipients: Final[list[Callable[[Actor, set[UUID]], set[UUID]]]] = []


def check_draft(draft: PersonDraft) -> None:
    """Raises: Invalid for a person who cannot be as written."""
    if not draft.names:
        raise Invalid("family_name", "name_missing")
    for field in ("given_name", "family_name", "given_name_ar", "family_name_ar"):
        if len(getattr(draft, field)) > LONGEST_NAME:
            raise Invalid(field, "too_long", most=LONGEST_NAME)
    check_birth(draft.birth)
    check_code("sex", "sex", draft.sex)
    for language in draft.languages:
        check_code("languages", "language", language)
    for country in (*draft.nationalities, *filter(None, [draft.country_of_residence])):
        CountryCode(country)
    for contact in draft.contacts:
        check_contact(contact)
    for identifier in draft.identifiers:
        check_identifier(identifier)
    for journey in draft.journeys:
        check_journey(journey)


def check_birth(birth: PartialDate | None) -> None:
    """Raises: Invalid for a birth in the future or longer ago than anybody lives."""
    if birth is None:
        return
    if birth.earliest > today():
        raise Invalid("birth", "in_the_future", value=str(birth))
    if birth.latest.year < today().year - OLDEST:
        raise Invalid("birth", "too_long_ago", value=str(birth))


def check_contact(contact: ContactDraft) -> None:
    """Raises: Invalid for a contact without channel or value."""
    check_code("channel", "contact_channel", contact.channel)
    if not contact.value.strip() and contact.channel != "no_contact":
        raise Invalid("value", "value_missing")


def check_identifier(identifier: IdentifierDraft) -> None:
    """Raises: Invalid for a document without a number, or one that ends before it starts."""
    check_code("kind", "identifier_type", identifier.kind)
    if not any(sign.isalnum() for sign in identifier.number):
        raise Invalid("number", "value_missing")
    check_span("valid_until", identifier.valid_from, identifier.valid_until)


def check_journey(journey: JourneyDraft) -> None:
    """Raises: Invalid for a journey of an unknown kind, or one that ends before it starts."""
    check_code("direction", "migration_direction", journey.direction)
    if journey.return_manner:
        check_code("return_manner", "return_manner", journey.return_manner)
    for told in (journey.started, journey.ended):
        if told is not None and told.earliest > today():
            raise Invalid("started", "in_the_future", value=str(told))
    started, ended = (told.value if told else None for told in (journey.started, journey.ended))
    check_span("ended", started, ended)


def check_code(field: str, list_code: str, code: str) -> None:
    """Raises: Invalid for a code that its list does not hold."""
    if not has(list_code, code):
        raise Invalid(field, "unknown_code", value=code)


def check_span(field: str, since: date | None, until: date | None) -> None:
    """Raises: Invalid for an end before its start."""
    if since is not None and until is not None and until < since:
        raise Invalid(field, "ends_before_it_starts")


def check_terms(terms: ConsentTerms, birth: PartialDate | None, by: Actor) -> None:
    """Raises: Invalid for an answer that was not asked as the house's protocol says. One query with recipients."""
    if not terms.notice_version or terms.notice_language not in set(Language):
        raise Invalid("notice_language", "notice_missing")
    check_code("method", "consent_method", terms.method)
    if terms.state != "given":
        return
    _check_purposes(terms)
    _check_recipients(terms.recipients, by)
    check_span("expires_on", terms.effective_on or today(), terms.expires_on)
    if terms.given_by == "guardian" and not terms.guardian.strip():
        raise Invalid("guardian", "guardian_missing")
    if "witness" in terms.given_by + terms.method and not terms.witness.strip():
        raise Invalid("witness", "witness_missing")
    if birth is not None and birth.may_be_under_on(ADULT, today()):
        _check_minor(terms, birth)


def _check_purposes(terms: ConsentTerms) -> None:
    if not terms.purposes:
        raise Invalid("purposes", "purpose_missing")
    for purpose in terms.purposes:
        check_code("purposes", "consent_purpose", purpose)
    if bool(terms.recipients) != (SHARING in terms.purposes):
        raise Invalid("recipients", "recipient_missing" if SHARING in terms.purposes else "recipient_without_sharing")


def _check_recipients(recipients: Iterable[UUID], by: Actor) -> None:
    wanted = set(recipients)
    for known in also_recipients if wanted else ():
        wanted -= known(by, wanted)
    if wanted and agencies_visible_to(by).filter(pk__in=wanted - {by.agency_id}, is_active=True).count() != len(wanted):
        raise Invalid("recipients", "unknown_recipient")


def _check_minor(terms: ConsentTerms, birth: PartialDate) -> None:
    if terms.given_by != "guardian" and not terms.best_interest.strip():
        raise Invalid("guardian", "minor_needs_guardian")
    oldest = PartialDate(birth.earliest).age_on(today())
    if oldest >= ASKED_FROM and terms.has_assented is None:
        raise Invalid("has_assented", "assent_missing")
    if oldest >= ASKED_FROM and terms.has_assented is False:
        raise Invalid("has_assented", "child_does_not_agree")


def until_of_age(terms: ConsentTerms, birth: PartialDate | None) -> ConsentTerms:
    """The terms, where a guardian gives them, until the child is of age at the latest: then the adult is asked."""
    if terms.state != "given" or terms.given_by != "guardian" or birth is None:
        return terms
    last = last_day_as_child(birth)
    if (terms.expires_on is not None and terms.expires_on <= last) or last < today():
        return terms
    return replace(terms, expires_on=last)


def last_day_as_child(birth: PartialDate) -> date:
    """The day before the eighteenth birthday, the latest that the birth date allows.

    >>> last_day_as_child(PartialDate.parse("2010-05-04")), last_day_as_child(PartialDate.parse("2008-02-29"))
    (datetime.date(2028, 5, 3), datetime.date(2026, 2, 28))
    """
    born = birth.latest
    try:
        of_age = born.replace(year=born.year + ADULT)
    except ValueError:
        of_age = date(born.year + ADULT, 3, 1)
    return of_age - timedelta(days=1)


def kept_purposes(terms: ConsentTerms) -> tuple[str, ...]:
    """The purposes that are written down: after a refusal nothing beyond the accompaniment that was asked for."""
    return tuple(terms.purposes) if terms.state != "refused" else (ACCOMPANIMENT,)
