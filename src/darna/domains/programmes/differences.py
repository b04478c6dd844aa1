"""What distinguishes two contents, part by part: for the preview of a new version and for moving a case to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from darna.domains.programmes.drafting import stage_of
from darna.domains.programmes.values import Content, Kind, Part, Stage
from darna.kernel.text import LocalText


class How(StrEnum):
    """In which way a part differs."""

    ADDED = "added"
    RETIRED = "retired"
    RESTORED = "restored"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CEILING = "ceiling"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; the ceiling's is told in figures, all others in labels."""

    how: How
    kind: Kind | None = None
    code: str = ""
    before: LocalText | None = None
    after: LocalText | None = None
    ceiling_before: int | None = None
    ceiling_after: int | None = None


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Everything in which the second differs from the first."""
    return (*(found for kind in Kind for found in _of_kind(kind, before, after)), *_of_ceiling(before, after))


def _of_kind(kind: Kind, before: Content, after: Content) -> Iterator[Difference]:
    old = {part.code: part for part in before.parts(kind)}
    new = {part.code: part for part in after.parts(kind)}
    for code, part in new.items():
        if code not in old:
            yield Difference(How.ADDED, kind, code, after=part.label)
        else:
            yield from _of_part(kind, old[code], part)
    yield from (Difference(How.REMOVED, kind, code, before=old[code].label) for code in old if code not in new)
    for code in _moved(_order(kind, before, old.keys() & new.keys()), _order(kind, after, old.keys() & new.keys())):
        yield Difference(How.MOVED, kind, code, after=new[code].label)


def _of_part(kind: Kind, old: Stage | Part, new: Stage | Part) -> Iterator[Difference]:
    if old.label != new.label:
        yield Difference(How.RENAMED, kind, new.code, old.label, new.label)
    if old.is_retired != new.is_retired:
        yield Difference(How.RETIRED if new.is_retired else How.RESTORED, kind, new.code, old.label, new.label)


def _of_ceiling(before: Content, after: Content) -> Iterator[Difference]:
    if before.ceiling != after.ceiling:
        yield Difference(How.CEILING, ceiling_before=before.ceiling, ceiling_after=after.ceiling)


def _order(kind: Kind, content: Content, common: set[str]) -> list[tuple[str, str]]:
    """The codes both have, in order; items stage by stage, whatever the order of the stages is."""
    codes = [part.code for part in content.parts(kind) if part.code in common]
    placed = [(stage_of(content, code) if kind is Kind.ITEM else "", code) for code in codes]
    return sorted(placed, key=lambda pair: pair[0])


def _moved(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The fewest codes that must be taken out of both orders until these are the same."""
    staying = _longest_common(old, new)
    return (code for place, code in new if (place, code) not in staying)


def _longest_common(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in reversed(list(enumerate(old))):
        for j, other in reversed(list(enumerate(new))):
            same = lengths[i + 1][j + 1] + 1
            lengths[i][j] = same if one == other else max(lengths[i + 1][j], lengths[i][j + 1])
    kept: set[tuple[str, str]] = set()
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            kept.add(old[i])
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return kept
