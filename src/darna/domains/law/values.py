"""What actions are given and what queries answer with: values of the law, revisions, situations, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from darna.kernel.text import NO_TEXT, LocalText
from darna.rules.engine.citations import Citation
from darna.rules.engine.parameters import Parameter, Value
from darna.rules.engine.revisions import Revision

#: After so many days a value is to be held against its source again.
CHECK_AFTER: Final = timedelta(days=180)


class Sure(TextChoices):
    """How sure a value of the law is, in the words of its keepers."""

    VERIFIED = "V", _("read in the source")
    DERIVED = "D", _("derived here from what was read")
    GENERAL = "GK", _("general knowledge, not read in a source")
    UNSURE = "?", _("not sure: it decides nothing")


class Kind(TextChoices):
    """What kind of text a value was read in."""

    TREATY = "treaty", _("treaty or agreement")
    LAW = "law", _("law")
    DECREE = "decree", _("decree")
    CIRCULAR = "circular", _("circular")
    JUDGMENT = "judgment", _("judgment")
    OFFICIAL_PAGE = "official_page", _("page of an institution")
    STUDY = "study", _("study")
    PRESS = "press", _("press")
    NOTE = "note", _("note of the house")


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A text that Darna does not know yet, with its title in the language it is written in."""

    title: str
    language: str
    kind: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RevisionDraft:
    """A value as a keeper writes it; `source_id` names a text that is known, else `source` describes a new one."""

    value: str
    valid_from: date
    certainty: str
    checked_on: date
    reason: str
    source_id: str = ""
    source: SourceDraft | None = None
    article: str = ""
    #: The sentence of the parameter, written anew; empty where it stays.
    says: LocalText = NO_TEXT


@dataclass(frozen=True, slots=True)
class RevisionCard:
    """A revision as a page shows it; `aside` says why an approved one is not part of the law any more."""

    id: UUID
    revision: Revision
    reason: str
    state: str
    label: Any
    version: int
    proposed_at: datetime
    proposed_by: str
    decided_at: datetime | None
    decided_by: str
    decision_reason: str
    is_mine: bool
    may_decide: bool
    says: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One approval, as the changelog of the law tells it to everybody."""

    revision: Revision
    reason: str
    approved_at: datetime

    @property
    def entry(self) -> str:
        """The entry as a developer reads it in a file."""
        return f"{self.approved_at:%Y-%m-%d}: {self.revision.name} from {self.revision.valid_from}: {self.reason}"


@dataclass(frozen=True, slots=True)
class ParameterLine:
    """A parameter in the list: what it says today, or last said, with its source."""

    parameter: Parameter
    area: str
    title: str
    says: str
    value: Value
    is_due: bool
    is_waiting: bool = False

    @property
    def name(self) -> str:
        """Its full name."""
        return self.parameter.name

    @property
    def citation(self) -> Citation:
        """Where it was read."""
        return self.value.citation


@dataclass(frozen=True, slots=True)
class DueLine:
    """A value that is to be held against its source again."""

    parameter: Parameter
    title: str
    says: str
    value: Value
    is_old: bool

    @property
    def name(self) -> str:
        """The full name of its parameter."""
        return self.parameter.name


@dataclass(frozen=True, slots=True)
class LawFilters:
    """What the list is narrowed to."""

    text: str = ""
    holder: str = ""
    area: str = ""
    certainty: str = ""
    is_due: bool = False
    sort: str = "holder"


@dataclass(frozen=True, slots=True)
class ParameterCard:
    """A parameter with its values through time and everything that was ever proposed for it."""

    parameter: Parameter
    title: str
    says: str
    sentence: LocalText
    lines: tuple[DueLine, ...]
    shipped: Parameter
    history: tuple[RevisionCard, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)

    @property
    def names_figures(self) -> bool:
        """Whether its sentence names figures, which a new value would leave behind."""
        return any(sign.isdigit() for sign in self.says)

    @property
    def under_way(self) -> RevisionCard | None:
        """What waits for a second person."""
        return next((one for one in self.history if one.state == "proposed"), None)
