"""What actions are given and what queries answer with: pages, versions, texts and pictures as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LANGUAGES: Final = ("ar", "fr", "it", "en")
#: Without these no version is proposed: what most readers of the region read.
NEEDED: Final = ("ar", "fr")
DIRECTIONS: Final = {"ar": "rtl", "fr": "ltr", "it": "ltr", "en": "ltr"}


class Standing(TextChoices):
    """What a version is to its readers today."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", _("waits for a second person")
    SCHEDULED = "scheduled", _("published, appears later")
    SHOWN = "shown", _("shown to the public")
    REPLACED = "replaced", _("replaced by a newer one")
    RETIRED = "retired", _("retired")
    RECALLED = "recalled", _("taken back before it appeared")


class Certainty(TextChoices):
    """How well founded a fact is."""

    READ = "V", _("read in the source")
    GENERAL = "GK", _("general knowledge, not read in a source")


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts of a page are from; its date is as exact as it is known."""

    title: str
    date: str = ""
    certainty: str = Certainty.READ.value


@dataclass(frozen=True, slots=True)
class PageDraft:
    """What is the same for a page in every version and language."""

    door: str
    position: int = 100
    is_sensitive: bool = False
    for_minors: bool = False
    review_every_days: int = 180
    owner_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TextDraft:
    """The words of a version in one language.

    `sense_changed` says that the other languages now tell something else, and must be looked over.
    """

    title: str
    summary: str
    body: str
    is_ready: bool = True
    sense_changed: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must be put right before a version is proposed; `words` are of a link or the number of a picture."""

    code: str
    language: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class TextCard:
    """A text as a page of the editor shows it."""

    id: UUID
    language: str
    title: str
    summary: str
    body: str
    state: str
    version: int

    @property
    def direction(self) -> str:
        """How its script runs."""
        return DIRECTIONS[self.language]


@dataclass(frozen=True, slots=True)
class ImageCard:
    """A picture without its bytes, and what it shows in each language."""

    id: UUID
    number: int
    size: int
    shows: dict[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history of its page."""

    id: UUID
    number: int
    standing: Standing
    is_shipped: bool
    publish_at: datetime | None
    drafted_at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page with the history of its versions, the newest first."""

    id: UUID
    slug: str
    draft: PageDraft
    door_label: Any
    title: str
    owner: str
    is_shared: bool
    reviewed_on: date | None
    version: int
    history: tuple[VersionLine, ...]
    under_way: VersionLine | None = None
    shown: VersionLine | None = None
    scheduled: tuple[VersionLine, ...] = ()

    @property
    def review_due_on(self) -> date | None:
        """When it must be read again; nothing before it is shown."""
        return due_on(self.reviewed_on, self.draft.review_every_days)


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version with its words and pictures, and what stands in its way."""

    id: UUID
    page: PageCard
    line: VersionLine
    version: int
    sources: tuple[Source, ...]
    texts: tuple[TextCard, ...]
    images: tuple[ImageCard, ...]
    faults: tuple[Fault, ...]
    proposed_by: str = ""
    published_by: str = ""
    may_publish: bool = False
    retired_by: str = ""

    def text(self, language: str) -> TextCard:
        """Its words in one of the four languages."""
        return next(text for text in self.texts if text.language == language)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page in the list."""

    id: UUID
    slug: str
    title: str
    door: str
    door_label: Any
    standing: Standing
    version_id: UUID
    translations: tuple[tuple[str, str], ...]
    owner_id: UUID | None
    owner: str
    reviewed_on: date | None
    review_due_on: date | None
    is_due: bool
    is_shown: bool

    @property
    def unready(self) -> tuple[str, ...]:
        """The languages that cannot be shown yet."""
        return tuple(language for language, state in self.translations if state != "ready")


@dataclass(frozen=True, slots=True)
class PageFilters:
    """What the list is narrowed to."""

    text: str = ""
    door: str = ""
    standing: str = ""
    language: str = ""
    is_due: bool = False
    sort: str = "door"


class How(StrEnum):
    """What became of a line of text between two versions."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class LanguageDifference:
    """What differs in one language, line by line, with the lines beside it that stayed."""

    language: str
    lines: tuple[tuple[How, str], ...]

    @property
    def direction(self) -> str:
        """How its script runs."""
        return DIRECTIONS[self.language]


def due_on(reviewed_on: date | None, every_days: int) -> date | None:
    """The day on which a page must be read again."""
    return reviewed_on + timedelta(days=every_days) if reviewed_on else None
