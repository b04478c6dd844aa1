"""What distinguishes two versions of a page, language by language and line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from darna.domains.pages.values import LANGUAGES, How, LanguageDifference, TextCard


def differences(before: Sequence[TextCard], after: Sequence[TextCard]) -> tuple[LanguageDifference, ...]:
    """The languages in which the second says something else than the first."""
    old, new = ({text.language: _lines(text) for text in texts} for texts in (before, after))
    found = (
        LanguageDifference(language, _near(list(_compared(old.get(language, []), new.get(language, [])))))
        for language in LANGUAGES
    )
    return tuple(one for one in found if one.lines)


def _near(lines: list[tuple[How, str]]) -> tuple[tuple[How, str], ...]:
    """The lines that changed, each with the neighbours by which it is found again."""
    changed = {at for at, (how, _line) in enumerate(lines) if how is not How.SAME}
    return tuple(line for at, line in enumerate(lines) if {at - 1, at, at + 1} & changed)


def _lines(text: TextCard) -> list[str]:
    return [
        line.strip() for part in (text.title, text.summary, text.body) for line in part.splitlines() if line.strip()
    ]


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[How, str]]:
    for what, start, end, other_start, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield from ((How.SAME, line) for line in old[start:end])
        else:
            yield from ((How.REMOVED, line) for line in old[start:end])
            yield from ((How.ADDED, line) for line in new[other_start:other_end])
