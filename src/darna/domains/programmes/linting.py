"""What a programme must be before it is put into force; the same rules for what is shipped and what an agency makes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from darna.domains.programmes.values import LANGUAGES, Content, Kind, Part, Stage

MOST_STAGES: Final = 15
MOST_ITEMS: Final = 30
MOST_PARTS: Final = 40
MOST_LETTERS: Final = 160
MOST_CASES: Final = 500
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that cannot stay: the code of its sentence, and the part it is about."""

    code: str
    kind: Kind | None = None
    part: str = ""


def faults(content: Content, *, before: Content | None = None) -> tuple[Fault, ...]:
    """Everything wrong with a content; `before` is what was in force, whose codes must not be lost."""
    return (*_sizes(content), *_names(content), *_lost(content, before))


def _sizes(content: Content) -> Iterator[Fault]:
    if not content.current_stages:
        yield Fault("no_stage")
    if len(content.current_stages) > MOST_STAGES:
        yield Fault("too_many_stages")
    for stage in content.stages:
        if len(stage.current_items) > MOST_ITEMS:
            yield Fault("too_many_items", Kind.STAGE, stage.code)
    if max(len(content.current_documents), len(content.current_indicators)) > MOST_PARTS:
        yield Fault("too_many_parts")
    if content.ceiling is not None and not 1 <= content.ceiling <= MOST_CASES:
        yield Fault("ceiling_out_of_bounds")


def _names(content: Content) -> Iterator[Fault]:
    for kind in Kind:
        parts = content.parts(kind)
        for code, times in Counter(part.code for part in parts).items():
            if times > 1:
                yield Fault("code_twice", kind, code)
        yield from (fault for part in parts for fault in _name(kind, part))
        yield from _alike(kind, parts)


def _name(kind: Kind, part: Stage | Part) -> Iterator[Fault]:
    if not _CODE.fullmatch(part.code):
        yield Fault("code_is_not_plain", kind, part.code)
    if any(not part.label.get(language, "").strip() for language in LANGUAGES):
        yield Fault("label_missing", kind, part.code)
    if any(len(label) > MOST_LETTERS for label in part.label.values()):
        yield Fault("label_too_long", kind, part.code)


def _alike(kind: Kind, parts: tuple[Stage | Part, ...]) -> Iterator[Fault]:
    """Two parts that are offered together and called the same cannot be told apart."""
    offered = [part for part in parts if not part.is_retired]
    said = Counter(part.label.in_("fr").casefold() for part in offered)
    yield from (Fault("label_twice", kind, part.code) for part in offered if said[part.label.in_("fr").casefold()] > 1)


def _lost(content: Content, before: Content | None) -> Iterator[Fault]:
    """Cases and their history point at codes: one that was in force is retired, never removed."""
    if before is not None:
        for kind in Kind:
            kept = {part.code for part in content.parts(kind)}
            yield from (Fault("code_lost", kind, part.code) for part in before.parts(kind) if part.code not in kept)
