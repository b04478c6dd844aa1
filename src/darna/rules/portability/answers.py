"""What the area of portability can be asked; working lives are read here for everybody who tells facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from darna.rules.engine.facts import READERS, Fact
from darna.rules.portability.careers import Career, read_career
from darna.rules.portability.questions import questions


def _career(_fact: Fact, told: Career | Iterable[Mapping[str, Any]]) -> Career:
    return told if isinstance(told, Career) else read_career(told)


READERS["career"] = _career

__all__ = ["questions"]
