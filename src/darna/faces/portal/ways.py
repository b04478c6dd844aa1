"""Where one can go from every public page, and the same page in the other languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.faces.shell.languages import OWN_NAMES, path_in


@dataclass(frozen=True, slots=True)
class Way:
    """A link of the menu of public pages."""

    label: str | Promise
    icon: str
    url: str
    is_current: bool = False


_WAYS = (
    (_("The seven doors"), "door", "", ""),
    (_("Services near me"), "map", "services/", "darna.faces.portal.services"),
    (_("My rights"), "scale", "rights/", "darna.faces.portal.rights"),
    (_("Rights in Morocco"), "home", "access/", "darna.faces.portal.entitlements"),
    (_("Ask the Maison"), "note", "ask/", "darna.faces.portal.asking"),
    (_("Complaints and opinions"), "shield", "complain/", "darna.faces.portal.complaints"),
    (_("Search"), "search", "search/", ""),
    (_("Whom to call"), "phone", "help/", ""),
)


@lru_cache(maxsize=8)
def _open() -> tuple[tuple[str | Promise, str, str], ...]:
    """The rooms that are there."""
    return tuple((label, icon, rest) for label, icon, rest, module in _WAYS if not module or find_spec(module))


def ways(language: str, path: str) -> list[Way]:
    """The menu; where the reader is is marked."""
    return [
        Way(label, icon, url, path.startswith(url) if rest else path == url)
        for label, icon, rest in _open()
        for url in (f"/{language}/{rest}",)
    ]


def is_open(rest: str) -> bool:
    """Whether the room at this address is there, such as `ask/`."""
    return any(rest == known for _label, _icon, known in _open())


def has_asking() -> bool:
    """Whether one can ask the Maison here."""
    return is_open("ask/")


def has_services() -> bool:
    """Whether the services are shown here."""
    return is_open("services/")


def has_access() -> bool:
    """Whether the rights are told here."""
    return is_open("access/")


def alternates(origin: str, path: str, languages: Iterable[str] = OWN_NAMES) -> list[tuple[str, str]]:
    """The whole address of a page in each language that it is written in."""
    return [(language, f"{origin}{path_in(language, path)}") for language in languages]
