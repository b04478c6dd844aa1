"""What people's pages, forms and actions hand to each other: values, never rows of tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from darna.kernel.dates import PartialDate

#: Codes of the list consent_purpose that code decides on.
ACCOMPANIMENT: Final = "accompaniment"
SHARING: Final = "sharing_with_partner"

#: Pages of the form signed for one consent: it has two, and a guardian and a witness may sign each apart.
MOST_PAGES: Final = 6

#: The role in a household of whom the other roles are told from.
HEAD: Final = "self"

#: Channels whose value is a phone number.
PHONE_CHANNELS: Final = frozenset({"phone_call", "sms", "whatsapp"})


@dataclass(frozen=True, slots=True)
class Names:
    """A person's names as written, in Latin and in Arabic letters; any of them may be empty, not all."""

    given_name: str = ""
    family_name: str = ""
    given_name_ar: str = ""
    family_name_ar: str = ""

    @property
    def latin(self) -> str:
        """The full name in Latin letters, or nothing."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def arabic(self) -> str:
        """The full name in Arabic letters, or nothing."""
        return f"{self.given_name_ar} {self.family_name_ar}".strip()

    @property
    def shown(self) -> str:
        """The full name for a line: Latin letters, else Arabic."""
        return self.latin or self.arabic

    @property
    def spellings(self) -> list[str]:
        """Each script's full name, for comparing."""
        return [name for name in (self.latin, self.arabic) if name]

    def __bool__(self) -> bool:
        return bool(self.latin or self.arabic)


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A way to reach somebody, as typed."""

    channel: str
    value: str
    is_safe: bool = True
    advice: str = ""


@dataclass(frozen=True, slots=True)
class IdentifierDraft:
    """A document's number, as typed."""

    kind: str
    number: str
    issuer_country: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class JourneyDraft:
    """One journey, away, back, through or inside the country, as told."""

    direction: str
    from_country: str = ""
    from_commune: str = ""
    to_country: str = ""
    to_commune: str = ""
    started: PartialDate | None = None
    ended: PartialDate | None = None
    return_manner: str = ""


@dataclass(frozen=True, slots=True)
class RelationshipDraft:
    """A tie to another person who has a file (`other_id`) or has none (`other_name`)."""

    kind: str
    other_id: UUID | None = None
    other_name: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """Somebody as they are about to be registered."""

    given_name: str = ""
    family_name: str = ""
    given_name_ar: str = ""
    family_name_ar: str = ""
    sex: str = "U"
    birth: PartialDate | None = None
    nationalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    needs_interpreter: bool = False
    country_of_residence: str = ""
    commune: str = ""
    address: str = ""
    contacts: tuple[ContactDraft, ...] = ()
    identifiers: tuple[IdentifierDraft, ...] = ()
    journeys: tuple[JourneyDraft, ...] = ()

    @property
    def names(self) -> Names:
        """The names alone."""
        return Names(self.given_name, self.family_name, self.given_name_ar, self.family_name_ar)


@dataclass(frozen=True, slots=True)
class ConsentTerms:
    """What a person answers when asked: `state` is given, refused or requested; the rest is how and for what.

    `best_interest` says why nobody with parental responsibility could be asked for a minor, `evidence` where the
    signed paper is kept.
    """

    state: str = "given"
    purposes: tuple[str, ...] = (ACCOMPANIMENT,)
    recipients: tuple[UUID, ...] = ()
    given_by: str = "self"
    guardian: str = ""
    witness: str = ""
    has_assented: bool | None = None
    best_interest: str = ""
    evidence: str = ""
    notice_version: str = ""
    notice_language: str = ""
    method: str = "written"
    effective_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list of answers, with the score and the reasons for which they are in it."""

    id: UUID
    reference: str
    name: str
    name_ar: str
    sex: str
    birth: PartialDate | None
    commune: str
    is_protected: bool
    score: float = 1.0
    reasons: frozenset[str] = frozenset()
    open_cases: int = 0


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A way to reach a person, readable."""

    id: UUID
    channel: str
    value: str
    is_safe: bool
    advice: str
    version: int


@dataclass(frozen=True, slots=True)
class IdentifierLine:
    """A document's number, readable."""

    id: UUID
    kind: str
    number: str
    issuer_country: str
    valid_from: date | None
    valid_until: date | None
    version: int


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One answer of the person: `is_open` when it holds today."""

    id: UUID
    state: str
    is_open: bool
    given_by: str
    guardian: str
    witness: str
    best_interest: str
    has_assented: bool | None
    purposes: tuple[str, ...]
    recipients: tuple[UUID, ...]
    notice_version: str
    notice_language: str
    method: str
    effective_on: date
    expires_on: date | None
    recorded_at: datetime
    withdrawn_at: datetime | None
    version: int
    evidence: str = ""
    #: How many pages of the signed form are kept with it.
    pages: int = 0


@dataclass(frozen=True, slots=True)
class SignedPageLine:
    """A page of a signed form, without what it shows; `size` in bytes."""

    id: UUID
    consent_id: UUID
    number: int
    media_type: str
    size: int
    added_at: datetime
    added_by: UUID
    version: int


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """Something that was shown to a recipient, and under which consent."""

    id: UUID
    consent_id: UUID
    recipient_id: UUID
    purpose: str
    what: str
    at: datetime
    disclosed_by: UUID


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody in a household: `name` is empty when the reader may not see the file."""

    id: UUID
    person_id: UUID
    name: str
    role: str
    since: date | None
    until: date | None
    version: int


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """A household of the person, with everyone the reader may see in it."""

    id: UUID
    reference: str
    members: tuple[MemberLine, ...]


@dataclass(frozen=True, slots=True)
class RelationshipLine:
    """A tie: the other is the `kind` of this person; when `is_reverse`, this person is the `kind` of the other."""

    id: UUID
    kind: str
    other_id: UUID | None
    other_name: str
    is_reverse: bool
    since: date | None
    until: date | None
    version: int


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """One journey, as told."""

    id: UUID
    direction: str
    from_country: str
    from_commune: str
    to_country: str
    to_commune: str
    started: PartialDate | None
    ended: PartialDate | None
    return_manner: str
    version: int


@dataclass(frozen=True, slots=True)
class VulnerabilityLine:
    """A circumstance that asks for care, from a day to a day."""

    id: UUID
    kind: str
    since: date
    until: date | None
    version: int


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two files that may be of one person; `other` is the one that is not in front of the reader."""

    id: UUID
    other: PersonLine
    score: float
    reasons: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Everything of a person that this reader may read; `is_ours` is False for a file another agency shares."""

    id: UUID
    agency_id: UUID
    reference: str
    version: int
    names: Names
    sex: str
    birth: PartialDate | None
    nationalities: tuple[str, ...]
    languages: tuple[str, ...]
    needs_interpreter: bool
    country_of_residence: str
    commune: str
    address: str
    is_ours: bool
    is_protected: bool
    is_minor: bool
    registered_at: datetime
    registered_by: UUID | None
    source: UUID | None
    erased_at: datetime | None
    united_at: datetime | None
    contacts: tuple[ContactLine, ...] = ()
    identifiers: tuple[IdentifierLine, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    disclosures: tuple[DisclosureLine, ...] = ()
    households: tuple[HouseholdLine, ...] = ()
    relationships: tuple[RelationshipLine, ...] = ()
    journeys: tuple[JourneyLine, ...] = ()
    vulnerabilities: tuple[VulnerabilityLine, ...] = ()
    pairs: tuple[PairLine, ...] = ()
    named_workers: tuple[UUID, ...] = ()

    @property
    def name(self) -> str:
        """The full name for a heading: Latin letters, else Arabic, else the reference."""
        return self.names.shown or self.reference
