"""The one typed reader of settings from the environment; a value that cannot be read stops the start, loudly."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


class WrongSetting(RuntimeError):
    """A setting of the environment cannot be used; the message says which, why, and what to write instead."""


@dataclass(frozen=True)
class Setting:
    """One setting an operator may write: its name, what it does, and its value when nothing is written."""

    name: str
    meaning: str
    default: str


KNOWN: dict[str, Setting] = {}


def text(name: str, meaning: str, default: str = "") -> str:
    """A setting as text."""
    KNOWN[name] = Setting(name, meaning, default)
    return os.environ.get(name, default)


def yes_no(name: str, meaning: str, default: bool = False) -> bool:
    """A setting that is 1 or 0. Raises: `WrongSetting`."""
    value = text(name, meaning, "1" if default else "0").strip().lower()
    if value not in {"0", "1", "yes", "no", "true", "false"}:
        raise WrongSetting(f"{name} is {value!r}; write 1 or 0.")
    return value in {"1", "yes", "true"}


def number(name: str, meaning: str, default: int, *, at_least: int = 0, at_most: int = 2**31) -> int:
    """A setting as a whole number within bounds. Raises: `WrongSetting`."""
    value = text(name, meaning, str(default))
    try:
        found = int(value)
    except ValueError as wrong:
        raise WrongSetting(f"{name} is {value!r}; write a whole number.") from wrong
    if not at_least <= found <= at_most:
        raise WrongSetting(f"{name} is {found}; it must lie between {at_least} and {at_most}.")
    return found


def words(name: str, meaning: str, default: str = "") -> list[str]:
    """A setting as a list of words separated by commas."""
    return [word.strip() for word in text(name, meaning, default).split(",") if word.strip()]


def of_each(prefix: str, codes: list[str], ending: str, meaning: str) -> dict[str, str]:
    """A setting that is written once for each code, such as DARNA_OIDC_MAISON_ISSUER; known as ..._NAME_..."""
    KNOWN[f"{prefix}_NAME_{ending}"] = Setting(f"{prefix}_NAME_{ending}", meaning, "")
    return {code: os.environ.get(own_name(prefix, code, ending), "").strip() for code in codes}


def own_name(prefix: str, code: str, ending: str) -> str:
    """How the setting of one code is called."""
    return f"{prefix}_{code.upper().replace('-', '_')}_{ending}"


def written(prefix: str) -> list[str]:
    """The names in the environment that begin so."""
    return sorted(name for name in os.environ if name.startswith(prefix))


def folder(name: str, meaning: str, default: Path) -> Path:
    """A setting as a folder."""
    return Path(text(name, meaning, str(default))).expanduser()
