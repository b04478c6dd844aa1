"""What links hand to faces and take from forms: frozen values, labelled in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from darna.base.pages.lines import Lines
from darna.domains.referrals.values import Draft, PackageView

#: States in which the link opens.
LIVE: Final = frozenset({"sent", "opened", "accepted"})
UNANSWERED: Final = frozenset({"sent", "opened"})
ENDED: Final = frozenset({"declined", "completed", "not_completed", "cancelled", "expired", "revoked"})
NO_LONGER_SHARED: Final = "no_longer_shared"
NO_ANSWER: Final = "no_answer"
#: A link opens for so many days unless the worker says otherwise.
DAYS: Final = 14
MOST_DAYS: Final = 90
#: The purpose a person agrees to when a partner works in another country.
ABROAD: Final = "transfer_abroad"
TAGS: Final[Mapping[str, str]] = {
    "draft": "neutral",
    "sent": "new",
    "opened": "waiting",
    "accepted": "waiting",
    "declined": "danger",
    "completed": "done",
    "not_completed": "closed",
    "cancelled": "closed",
    "expired": "closed",
    "revoked": "closed",
}


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """A partner as it is typed."""

    name: str
    email: str = ""
    language: str = "fr"
    country: str = "MA"


@dataclass(frozen=True, slots=True)
class Terms:
    """How a link travels: by which way, in which language, to which e-mail, for how many days."""

    channel: str
    language: str
    days: int
    email: str = ""


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner of the address book."""

    id: UUID
    name: str
    email: str
    language: str
    country: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the history; `by` is a colleague, or the partner."""

    what: str
    title: str
    at: datetime
    by: str
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class LinkRights:
    """What the reader may do now; the buttons follow it, the actions ask again."""

    writes: bool = False
    cancels: bool = False
    renews: bool = False
    replies: bool = False
    prints: bool = False


@dataclass(frozen=True, slots=True)
class LinkCard:
    """One link referral as its sender sees it."""

    id: UUID
    version: int
    reference: str
    state: str
    state_label: str
    person_id: UUID
    person_name: str
    case_id: UUID
    need_id: UUID
    partner: PartnerLine
    need_label: str
    purpose: str
    purpose_label: str
    urgency: str
    urgency_label: str
    due_on: date
    channel: str
    channel_label: str
    language: str
    days: int
    sent_at: datetime | None
    expires_at: datetime | None
    is_open: bool
    is_overdue: bool
    is_asking: bool
    reason_label: str
    worker: str
    from_agency: str
    package: PackageView | None
    steps: tuple[StepLine, ...]
    rights: LinkRights
    draft: Draft | None = None

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        return TAGS[self.state]

    @property
    def is_draft(self) -> bool:
        """Not sent yet."""
        return self.state == "draft"


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """What the partner would see, the mark of exactly that, and whether the person agreed to it."""

    card: LinkCard
    mark: str
    has_consent: bool
    #: The name of the country the data would go to, empty inside the sender's own.
    country: str = ""
    has_consent_abroad: bool = True


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A row of a list of links, of a day, or of a file."""

    id: UUID
    reference: str
    person_name: str
    partner: str
    need_label: str
    state: str
    state_label: str
    sent_at: datetime | None
    expires_at: datetime | None
    due_on: date
    worker: str
    is_overdue: bool
    is_asking: bool
    is_new: bool

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        return TAGS[self.state]


@dataclass(frozen=True, slots=True)
class LinkFilters:
    """What the list is narrowed to."""

    state: str = "open"
    need: str = ""
    worker: str = "anybody"
    sort: str = "due"


LinkPage = Lines[LinkLine]


@dataclass(frozen=True, slots=True)
class SaidLine:
    """What was said between the house and the partner, on the partner's page."""

    is_house: bool
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Opened:
    """What the partner is shown: the question and the frozen package, and no more."""

    id: UUID
    state: str
    reference: str
    house: str
    need_label: str
    purpose_label: str
    urgency_label: str
    due_on: date
    expires_at: datetime
    package: PackageView
    said: tuple[SaidLine, ...]
