"""What a programme consists of, as values: parts named in four languages, in an order, never thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from darna.kernel.text import FALLBACKS, LocalText

LANGUAGES: Final = tuple(FALLBACKS)


class Kind(StrEnum):
    """The four kinds of parts a programme has; an item belongs to a stage."""

    STAGE = "stage"
    ITEM = "item"
    DOCUMENT = "document"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Part:
    """Something named: an item of a checklist, an expected document, an indicator; retired, it is no longer offered."""

    code: str
    label: LocalText
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the accompaniment with its checklist."""

    code: str
    label: LocalText
    items: tuple[Part, ...] = ()
    is_retired: bool = False

    @property
    def current_items(self) -> tuple[Part, ...]:
        """The items still offered."""
        return tuple(item for item in self.items if not item.is_retired)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a version says; the ceiling is of open cases per worker, none where nobody set one."""

    stages: tuple[Stage, ...] = ()
    documents: tuple[Part, ...] = ()
    indicators: tuple[Part, ...] = ()
    ceiling: int | None = None

    @property
    def current_stages(self) -> tuple[Stage, ...]:
        """The stages still offered, in order."""
        return tuple(stage for stage in self.stages if not stage.is_retired)

    @property
    def current_documents(self) -> tuple[Part, ...]:
        """The documents still expected."""
        return tuple(part for part in self.documents if not part.is_retired)

    @property
    def current_indicators(self) -> tuple[Part, ...]:
        """The indicators still asked."""
        return tuple(part for part in self.indicators if not part.is_retired)

    @property
    def items(self) -> tuple[Part, ...]:
        """The items of all stages, retired ones too."""
        return tuple(item for stage in self.stages for item in stage.items)

    @property
    def current_items(self) -> tuple[Part, ...]:
        """The items still offered, in the stages still offered."""
        return tuple(item for stage in self.current_stages for item in stage.current_items)

    def parts(self, kind: Kind) -> tuple[Stage | Part, ...]:
        """All parts of one kind, in order."""
        every: dict[Kind, tuple[Stage | Part, ...]] = {
            Kind.STAGE: self.stages,
            Kind.ITEM: self.items,
            Kind.DOCUMENT: self.documents,
            Kind.INDICATOR: self.indicators,
        }
        return every[kind]

    def part(self, kind: Kind, code: str) -> Stage | Part | None:
        """One part by its code."""
        return next((part for part in self.parts(kind) if part.code == code), None)

    def stage(self, code: str) -> Stage | None:
        """One stage by its code, retired ones too."""
        return next((stage for stage in self.stages if stage.code == code), None)

    def label(self, kind: Kind, code: str, language: str) -> str:
        """How a part is called; a code that this version does not know is shown as it is."""
        part = self.part(kind, code)
        return part.label.in_(language) if part else code


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of a programme; shipped where it belongs to no agency, published where it has an instant."""

    version_id: UUID
    programme: str
    agency_id: UUID | None
    number: int
    published_at: datetime | None
    content: Content

    @property
    def is_shipped(self) -> bool:
        """It came with the platform, and no agency made it its own."""
        return self.agency_id is None

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages still offered, each with code, label and items."""
        return self.content.current_stages

    @property
    def documents(self) -> tuple[Part, ...]:
        """The documents still expected."""
        return self.content.current_documents

    @property
    def indicators(self) -> tuple[Part, ...]:
        """The indicators still asked."""
        return self.content.current_indicators

    @property
    def ceiling(self) -> int | None:
        """How many open cases a worker should not go beyond; None where nobody said."""
        return self.content.ceiling

    @property
    def first_stage(self) -> str:
        """Where a case begins."""
        return self.stages[0].code


def to_json(content: Content) -> dict[str, Any]:
    """The content as it is stored."""
    return {
        "stages": [{**_part(stage), "items": [_part(item) for item in stage.items]} for stage in content.stages],
        "documents": [_part(part) for part in content.documents],
        "indicators": [_part(part) for part in content.indicators],
        "ceiling": content.ceiling,
    }


def from_json(stored: Mapping[str, Any]) -> Content:
    """The content as values."""
    return Content(
        stages=tuple(
            Stage(row["code"], LocalText.of(row["label"]), tuple(_parts(row["items"])), row.get("retired", False))
            for row in stored["stages"]
        ),
        documents=tuple(_parts(stored["documents"])),
        indicators=tuple(_parts(stored["indicators"])),
        ceiling=stored["ceiling"],
    )


def with_parts(content: Content, kind: Kind, parts: Iterable[Part]) -> Content:
    """The content with other documents or other indicators."""
    if kind is Kind.DOCUMENT:
        return replace(content, documents=tuple(parts))
    return replace(content, indicators=tuple(parts))


def _part(part: Stage | Part) -> dict[str, Any]:
    said = {"code": part.code, "label": dict(part.label)}
    return {**said, "retired": True} if part.is_retired else said


def _parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[Part]:
    return (Part(row["code"], LocalText.of(row["label"]), row.get("retired", False)) for row in rows)
