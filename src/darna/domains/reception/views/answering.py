"""What the pages of the reception share: their tabs, and how a page with one form answers in their words."""

from __future__ import annotations

from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages import answering
from darna.base.pages.listing import Tab
from darna.domains.reception import wording

#: The rooms of the reception, in the order of a morning.
TABS: tuple[tuple[str | Promise, str], ...] = (
    (_("Queue"), "reception:queue"),
    (_("Visitors of today"), "reception:visitors"),
    (_("Questions without a file"), "reception:enquiries"),
    (_("Interpreters"), "reception:interpreters"),
    (_("Interpreters asked"), "reception:asked"),
)

answered = partial(answering.answered, say=wording.sentence)
explain = partial(answering.explain, say=wording.sentence)


def tabs(current: str) -> list[Tab]:
    """The tabs, one of them marked."""
    return [Tab(label, reverse(name), name == current) for label, name in TABS]
