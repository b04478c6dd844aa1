"""The four languages of Darna and the address of a page in another of them."""

from __future__ import annotations

# Each in its own words: someone who reads no other must recognise it.
OWN_NAMES: dict[str, str] = {"ar": "العربية", "fr": "Français", "it": "Italiano", "en": "English"}


def language_of_path(path: str) -> str:
    """The language an address names, or "" when it names none."""
    head = path.lstrip("/").split("/", 1)[0]
    return head if head in OWN_NAMES else ""


def path_in(language: str, path: str) -> str:
    """The same address in another language; the welcome page when the address has no language.

    Shape: `path` may carry its query string.
    """
    if not language_of_path(path):
        return f"/{language}/"
    rest = path.lstrip("/")[2:]
    return f"/{language}{rest or '/'}"
