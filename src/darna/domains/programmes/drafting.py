"""Changing a content part by part: pure functions from one content to the next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from darna.domains.programmes.values import Content, Kind, Part, Stage, with_parts
from darna.kernel.errors import NotFound
from darna.kernel.text import LocalText

Named = TypeVar("Named", Part, Stage)
Change = Callable[[Sequence[Named]], Sequence[Named]]

MOST_SIGNS: Final = 36


def added(content: Content, kind: Kind, label: LocalText, *, stage: str = "") -> Content:
    """The content with one part more, at the end of its kind or of its stage. Raises: NotFound for an unknown stage."""
    code = fresh_code(content, kind, label)
    if kind is Kind.STAGE:
        return replace(content, stages=(*content.stages, Stage(code, label)))
    if kind is Kind.ITEM:
        return _in_stage(content, stage, lambda items: (*items, Part(code, label)))
    return with_parts(content, kind, (*_plain(content, kind), Part(code, label)))


def renamed(content: Content, kind: Kind, code: str, label: LocalText) -> Content:
    """The content with a part called otherwise. Raises: NotFound."""
    return _changed(content, kind, code, lambda part: replace(part, label=label))


def retired(content: Content, kind: Kind, code: str, *, is_retired: bool = True) -> Content:
    """The content with a part no longer offered, or offered again. Raises: NotFound."""
    return _changed(content, kind, code, lambda part: replace(part, is_retired=is_retired))


def moved(content: Content, kind: Kind, code: str, *, up: bool) -> Content:
    """The content with a part one place up or down among its neighbours still offered. Raises: NotFound."""
    if kind is Kind.STAGE:
        return replace(content, stages=tuple(_shifted(content.stages, code, up)))
    if kind is Kind.ITEM:
        return _in_stage(content, stage_of(content, code), lambda items: _shifted(items, code, up))
    return with_parts(content, kind, _shifted(_plain(content, kind), code, up))


def removed(content: Content, kind: Kind, code: str) -> Content:
    """The content without a part; only for one that was never in force. Raises: NotFound."""
    if content.part(kind, code) is None:
        raise NotFound(str(kind), code)
    if kind is Kind.STAGE:
        return replace(content, stages=tuple(stage for stage in content.stages if stage.code != code))
    if kind is Kind.ITEM:
        return _in_stage(content, stage_of(content, code), lambda items: [item for item in items if item.code != code])
    return with_parts(content, kind, (part for part in _plain(content, kind) if part.code != code))


def stage_of(content: Content, item: str) -> str:
    """The stage to whose checklist an item belongs. Raises: NotFound."""
    for stage in content.stages:
        if any(part.code == item for part in stage.items):
            return stage.code
    raise NotFound("item", item)


def fresh_code(content: Content, kind: Kind, label: LocalText) -> str:
    """A code that no part of this kind has, made from the English label, or the French one.

    >>> fresh_code(Content(), Kind.STAGE, LocalText(en="First visit!", fr="Première visite"))
    'first_visit'
    """
    plain = unicodedata.normalize("NFKD", label.in_("en")).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:MOST_SIGNS].strip("_")
    code = code if code[:1].isalpha() else f"part_{code}".strip("_")
    taken = {part.code for part in content.parts(kind)}
    return next(name for n in range(1, len(taken) + 2) if (name := code if n == 1 else f"{code}_{n}") not in taken)


def _plain(content: Content, kind: Kind) -> tuple[Part, ...]:
    return content.documents if kind is Kind.DOCUMENT else content.indicators


def _changed(content: Content, kind: Kind, code: str, change: Callable[[Part], Part]) -> Content:
    def one(parts: Sequence[Part]) -> list[Part]:
        return [change(part) if part.code == code else part for part in parts]

    if content.part(kind, code) is None:
        raise NotFound(str(kind), code)
    if kind is Kind.STAGE:
        return replace(content, stages=tuple(one(content.stages)))  # type: ignore[arg-type]
    if kind is Kind.ITEM:
        return _in_stage(content, stage_of(content, code), one)
    return with_parts(content, kind, one(_plain(content, kind)))


def _in_stage(content: Content, code: str, change: Callable[[Sequence[Part]], Sequence[Part]]) -> Content:
    if content.stage(code) is None:
        raise NotFound("stage", code)
    stages = (
        replace(stage, items=tuple(change(stage.items))) if stage.code == code else stage for stage in content.stages
    )
    return replace(content, stages=tuple(stages))


def _shifted(parts: Sequence[Named], code: str, up: bool) -> list[Named]:
    """One place among those still offered: a retired neighbour is stepped over, for nobody sees it."""
    rows = list(parts)
    at = next((place for place, part in enumerate(rows) if part.code == code), None)
    if at is None:
        raise NotFound("part", code)
    step = -1 if up else 1
    there = at + step
    while 0 <= there < len(rows) and rows[there].is_retired:
        there += step
    if 0 <= there < len(rows):
        rows.insert(there, rows.pop(at))
    return rows
