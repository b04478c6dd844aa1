"""What referrals hand to faces and take from forms: frozen values, labelled in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.lines import Lines
from darna.domains.directory.values import ServiceOption
from darna.domains.people.values import PersonLine

#: States in which somebody still waits for something.
OPEN: Final = frozenset({"sent", "received", "accepted"})
#: States in which the receiver owes an answer.
UNANSWERED: Final = frozenset({"sent", "received"})
ENDED: Final = frozenset({"declined", "completed", "not_completed", "cancelled", "expired", "revoked"})
#: What a sender may leave out of a package; the need, its urgency and the summary always go.
NAME, CONTACT, BIRTH, LANGUAGE, DOCUMENTS = "name", "contact", "birth", "language", "documents"
PARTS: Final[Mapping[str, Promise]] = {
    NAME: _("Name"),
    CONTACT: _("How to reach the person safely"),
    BIRTH: _("Year of birth"),
    LANGUAGE: _("Languages, and whether an interpreter is needed"),
    DOCUMENTS: _("Papers at hand, by kind only"),
}
#: Reason of a referral that ended because of a consent, a protection or an erasure: the receiver is told no more.
NO_LONGER_SHARED: Final = "no_longer_shared"
NO_ANSWER: Final = "no_answer"
#: The list of codes that says why a step was taken.
REASONS: Final[Mapping[str, str]] = {
    "declined": "referral_decline_reason",
    "not_completed": "referral_outcome",
    "cancelled": "referral_cancel_reason",
    "expired": "referral_cancel_reason",
}
#: Days in which an answer is asked for, by urgency.
DAYS_TO_ANSWER: Final[Mapping[str, int]] = {"immediate": 1, "urgent": 3, "normal": 14}
TAGS: Final[Mapping[str, str]] = {
    "draft": "neutral",
    "sent": "new",
    "received": "waiting",
    "accepted": "waiting",
    "declined": "danger",
    "completed": "done",
    "not_completed": "closed",
    "cancelled": "closed",
    "expired": "closed",
    "revoked": "closed",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What shall be told to the receiver: the words written for it and the parts chosen; never more."""

    summary: str = ""
    parts: frozenset[str] = frozenset({NAME, CONTACT, LANGUAGE})
    contacts: tuple[UUID, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in the open: for what, how urgently, by when an answer."""

    purpose: str
    urgency: str
    due_on: date


@dataclass(frozen=True, slots=True)
class TransferTerms:
    """On what ground data leave the country, and what the authority wrote about it, if anything."""

    ground: str
    authority_reference: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach the person that is safe."""

    channel: str
    value: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """Everything of the person that the receiver is told; what was not chosen is empty."""

    summary: str
    need: str
    asked_by: str = ""
    given_name: str = ""
    family_name: str = ""
    given_name_ar: str = ""
    family_name_ar: str = ""
    ways: tuple[Way, ...] = ()
    birth_year: int | None = None
    languages: tuple[str, ...] = ()
    needs_interpreter: bool | None = None
    documents: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The full name to show: Latin letters, else Arabic, else nothing."""
        return f"{self.given_name} {self.family_name}".strip() or self.name_ar

    @property
    def name_ar(self) -> str:
        """The full name in Arabic letters, or nothing."""
        return f"{self.given_name_ar} {self.family_name_ar}".strip()

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are in it."""
        held = {
            NAME: self.name,
            CONTACT: self.ways,
            BIRTH: self.birth_year,
            LANGUAGE: self.languages or self.needs_interpreter,
            DOCUMENTS: self.documents,
        }
        return frozenset(part for part, value in held.items() if value)


@dataclass(frozen=True, slots=True)
class PackageView:
    """A package in words, as the partner sees it; the words of a closed one are not there."""

    name: str
    name_ar: str
    ways: tuple[tuple[str, str, str, str], ...]
    birth_year: int | None
    languages: tuple[str, ...]
    needs_interpreter: bool | None
    documents: tuple[str, ...]
    asked_by: str
    summary: str
    hides_summary: bool = False


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may do with one referral; the buttons follow it, the actions ask again."""

    is_sender: bool = False
    writes: bool = False
    sends: bool = False
    cancels: bool = False
    opens: bool = False
    answers: bool = False
    finishes: bool = False
    forwards: bool = False
    assigns: bool = False
    links: bool = False


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a referral's history; `by` is a colleague, or the other agency."""

    what: str
    title: str
    at: datetime
    by: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class ReferralCard:
    """One referral as one of its two agencies sees it; what is of the other side is empty."""

    id: UUID
    version: int
    reference: str
    state: str
    state_label: str
    is_sender: bool
    from_agency: str
    to_agency: str
    to_agency_id: UUID
    service: ServiceOption | None
    need_label: str
    purpose_label: str
    urgency: str
    urgency_label: str
    purpose: str
    due_on: date
    sent_at: datetime | None
    answered_at: datetime | None
    is_overdue: bool
    reason_label: str
    note: str
    package: PackageView | None
    steps: tuple[StepLine, ...]
    rights: Rights
    person_id: UUID | None = None
    person_name: str = ""
    case_id: UUID | None = None
    need_id: UUID | None = None
    case_reference: str = ""
    worker: str = ""
    assigned_id: UUID | None = None
    reception_version: int = 0
    linked_case_id: UUID | None = None
    draft: Draft | None = None
    from_agency_id: UUID | None = None

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        return TAGS[self.state]

    @property
    def is_open(self) -> bool:
        """Sent, and not ended."""
        return self.state in OPEN

    @property
    def is_draft(self) -> bool:
        """Not sent yet."""
        return self.state == "draft"


@dataclass(frozen=True, slots=True)
class Preview:
    """What the partner would see, the mark of exactly that, and what else is decided before sending."""

    card: ReferralCard
    mark: str
    has_consent: bool
    #: The country the data would go to, empty inside the sender's own.
    country: str = ""
    is_offered: bool = True


@dataclass(frozen=True, slots=True)
class TransferLine:
    """What is recorded of data that left the country with a referral."""

    country: str
    ground_label: str
    authority_reference: str
    transferred_at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """What the page of a referral shows beside it."""

    transfer: TransferLine | None = None
    #: The need behind it is still open, though the referral is over, and the reader may say what came of it.
    asks_need: bool = False
    #: It may be passed on, and there is another service to pass it on to.
    may_forward: bool = False


@dataclass(frozen=True, slots=True)
class ContactChoice:
    """A safe way of contact that may be told."""

    id: UUID
    label: str


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to choose from: which parts are known of the person, which contacts are safe, which papers exist."""

    known: frozenset[str]
    contacts: tuple[ContactChoice, ...]
    documents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A row of a list of referrals."""

    id: UUID
    reference: str
    person_name: str
    agency: str
    need_label: str
    urgency: str
    urgency_label: str
    state: str
    state_label: str
    sent_at: datetime | None
    due_on: date
    worker: str
    is_overdue: bool
    is_new: bool = False

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        return TAGS[self.state]


@dataclass(frozen=True, slots=True)
class ReferralFilters:
    """What a list is narrowed to; `state` is a state, `open`, `ended` or empty; `worker` mine, none or anybody."""

    state: str = "open"
    need: str = ""
    urgency: str = ""
    worker: str = "anybody"
    agency: UUID | None = None
    is_overdue: bool = False
    sort: str = "due"


ReferralPage = Lines[ReferralLine]


@dataclass(frozen=True, slots=True)
class TodayReferrals:
    """What a day asks about referrals: those that wait, those that were stopped, answers to the own, those overdue."""

    waiting: tuple[ReferralLine, ...] = ()
    stopped: tuple[ReferralLine, ...] = ()
    answers: tuple[ReferralLine, ...] = ()
    overdue: tuple[ReferralLine, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.waiting or self.stopped or self.answers or self.overdue)


@dataclass(frozen=True, slots=True)
class Linking:
    """What the page that opens an own case shows: files that may be of the person, the likeliest first."""

    card: ReferralCard
    likely: tuple[PersonLine, ...] = ()
    may_register: bool = True
    need: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
