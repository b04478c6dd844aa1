"""The law as it stands today, with a mark by which a saved answer says under which law it was given."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from darna.domains.entitlements.models.rows import LAW
from darna.domains.law.queries.standing import standing
from darna.rules.book import ROOT, Book
from darna.rules.engine.parameters import Law


@dataclass(frozen=True)
class LawInForce:
    """What Darna knows of the law, and its mark: two answers with the same mark were given under the same law."""

    book: Book
    mark: str

    @property
    def law(self) -> Law:
        """The values as rules read them."""
        return self.book.law


def law_in_force() -> LawInForce:
    """The law as it is written, with what was approved since. One query; three after an approval."""
    now = standing()
    return LawInForce(now.book, _mark([written_mark(), now.mark]) if now.mark else written_mark())


@lru_cache(maxsize=1)
def written_mark() -> str:
    """The mark of everything an answer follows from: the instruments, the rights and the rules that read them."""
    return _mark(f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in _files())


def _files() -> Iterator[Path]:
    for path in sorted([*ROOT.rglob("*.yaml"), *ROOT.rglob("*.py")]):
        # Situations and tests show what the law does and change nothing of it.
        if path.name != "situations.yaml" and "tests" not in path.parts:
            yield path


def _mark(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:LAW]
