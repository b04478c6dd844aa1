"""Hand-overs and transfers as pages and other subjects read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from darna.base.pages.lines import Lines
from darna.domains.referrals.values import Package, PackageView

#: The purpose under which a file may go to a partner in another country.
ABROAD: Final = "transfer_abroad"
#: How a case ends here that another agency took on.
MOVED: Final = "transferred"


@dataclass(frozen=True, slots=True)
class Rule:
    """How cases move in an agency; no ceiling where it set none."""

    workers_give: bool = False
    needs_approval: bool = True
    ceiling: int | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A hand-over in one line."""

    id: UUID
    case_id: UUID
    person_id: UUID
    version: int
    state: str
    state_label: str
    from_worker: str
    to_worker: str
    asked_by: str
    asked_at: datetime
    batch: UUID | None = None
    person_name: str = ""
    reference: str = ""

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        return {"asked": "waiting", "given": "new", "confirmed": "done"}.get(self.state, "neutral")


@dataclass(frozen=True, slots=True)
class HandoverCard:
    """A hand-over with its words, as far as the reader may read them."""

    line: HandoverLine
    note: str
    remark: str
    decides: bool = False
    confirms: bool = False
    withdraws: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What goes with a case: the package as referrals know it, with the note, and the needs that are open."""

    package: Package
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransferLine:
    """A transfer in one line; the person's name is known to the side that may read it."""

    id: UUID
    version: int
    state: str
    state_label: str
    is_sender: bool
    agency: str
    programme_label: str
    begun_at: datetime
    sent_at: datetime | None
    answered_at: datetime | None
    person_name: str = ""
    case_id: UUID | None = None
    person_id: UUID | None = None

    @property
    def tag_kind(self) -> str:
        """How the tag of its state looks."""
        kinds = {"requested": "new", "proposed": "waiting", "sent": "waiting", "accepted": "done"}
        return kinds.get(self.state, "neutral")


@dataclass(frozen=True, slots=True)
class TransferCard:
    """A transfer with what goes, for a side that may read it, and what its reader may do now."""

    line: TransferLine
    body: Body | None
    view: PackageView | None
    need_labels: tuple[str, ...]
    reason_label: str
    proposed_by: str
    approved_by: str
    worker: str
    own_case_id: UUID | None = None
    referral_id: UUID | None = None
    asks_second: bool = False
    prepares: bool = False
    sends: bool = False
    refuses: bool = False
    withdraws: bool = False
    answers: bool = False
    case_is_open: bool = False


@dataclass(frozen=True, slots=True)
class DayLines:
    """What waits for the reader of the page of the day."""

    handovers: tuple[HandoverLine, ...] = ()
    transfers: tuple[TransferLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing waits."""
        return not self.handovers and not self.transfers


TransferPage = Lines[TransferLine]
HandoverPage = Lines[HandoverLine]
