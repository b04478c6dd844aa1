"""Reading the shipped definitions: which parts, in which order, called what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from darna.domains.programmes.linting import faults
from darna.domains.programmes.values import LANGUAGES, Content, Part, Stage
from darna.kernel.text import LocalText

DATA: Final = Path(__file__).parent / "data"


class UnfitDefinition(ValueError):
    """A shipped definition breaks a rule: a slip in the file, never a user's doing."""


@cache
def shipped() -> Mapping[str, Content]:
    """Every shipped definition by its programme. Raises: UnfitDefinition."""
    words, programmes = _read("parts"), _read("programmes")
    found = {code: _content(told, words) for code, told in programmes.items()}
    for code, content in found.items():
        if wrong := faults(content):
            raise UnfitDefinition(f"{code}: {wrong}")
    return found


def _content(told: Mapping[str, Any], words: Mapping[str, Mapping[str, list[str]]]) -> Content:
    stages = (
        Stage(code, _label(words, "stages", code), tuple(_parts(words, "items", items)))
        for code, items in told["stages"].items()
    )
    return Content(
        tuple(stages),
        _parts(words, "documents", told["documents"]),
        _parts(words, "indicators", told["indicators"]),
        told["ceiling"],
    )


def _parts(words: Mapping[str, Mapping[str, list[str]]], kind: str, codes: list[str]) -> tuple[Part, ...]:
    return tuple(Part(code, _label(words, kind, code)) for code in codes)


def _label(words: Mapping[str, Mapping[str, list[str]]], kind: str, code: str) -> LocalText:
    return LocalText.of(dict(zip(LANGUAGES, words[kind][code], strict=True)))


def _read(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8"))
