"""What all these pages have in common."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import get_language

from darna.base.pages import answering
from darna.domains.privacy import wording

answered = partial(answering.answered, say=wording.sentence)


def language() -> str:
    """The language of the page."""
    return (get_language() or "fr")[:2]


def flag(is_set: bool, kind: str, word: Any) -> tuple[tuple[Any, ...], ...]:
    """A tag in a cell, or nothing."""
    return (("tag", kind, word),) if is_set else ()
