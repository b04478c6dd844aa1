"""What a page of a list asks: what stands in its address, or the kept list that opens by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.http.request import QueryDict
from django.urls import reverse

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.lists.kinds import ListKind
from darna.base.lists.queries.saved import SavedLine, saved_of
from darna.base.pages.listing import Address

#: Names in an address: the columns, the kept list it came from, the page.
SHOW: Final = "show"
SAVED: Final = "saved"
PAGE: Final = "page"
#: In the place of a kept list: show everything, whatever opens by itself.
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class SavedLink:
    """A kept list as the page shows it."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A column that may be shown or not."""

    code: str
    label: Any
    is_shown: bool


class Shown:
    """A list as one reader sees it now. One query: the lists they kept."""

    def __init__(self, kind: ListKind, given: QueryDict, actor: Actor) -> None:
        self.kind, self._actor = kind, actor
        self.saved = saved_of(actor, kind.code)
        opening = next((line for line in self.saved if line.is_default), None)
        self._opens = opening if opening is not None and not set(given) - {PAGE} else None
        self.asked = _as_asked(self._opens, given) if self._opens else given
        self.columns = kind.chosen(self.asked.getlist(SHOW))

    @property
    def address(self) -> Address:
        """This list with other words in its address."""
        return Address(self.asked, self._here)

    @property
    def reset_url(self) -> str:
        """The whole list."""
        return f"{self._here}?{SAVED}={NONE}" if self.saved else self._here

    @property
    def keep_url(self) -> str:
        """Where this list is given a name."""
        return f"{reverse('lists:keep')}?{self._carried}"

    @property
    def export_url(self) -> str:
        """Where this list is carried out; nothing for a role that may not."""
        return f"{reverse('lists:ask')}?{self._carried}" if self._actor.may(Verb.EXPORT_LIST) else ""

    @property
    def links(self) -> tuple[SavedLink, ...]:
        """The kept lists."""
        current = self.asked.get(SAVED, "")
        return tuple(SavedLink(line.name, address_of(self.kind, line), str(line.id) == current) for line in self.saved)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The columns one may choose."""
        return tuple(Choice(column.code, column.label, column.code in self.columns) for column in self.kind.columns[1:])

    @property
    def headings(self) -> Sequence[tuple[Any, str]]:
        """Label and code of the columns that are shown, in the order of the list."""
        return [(column.label, column.code) for column in self.kind.columns if column.code in self.columns]

    @cached_property
    def _here(self) -> str:
        return reverse(self.kind.url_name)

    @cached_property
    def _carried(self) -> str:
        query = self.asked.copy()
        query.pop(PAGE, None)
        query["list"] = self.kind.code
        return query.urlencode()


def address_of(kind: ListKind, line: SavedLine) -> str:
    """The page of a list as it was kept."""
    return f"{reverse(kind.url_name)}?{_query(line)}"


def _query(line: SavedLine) -> str:
    return urlencode([*line.words.items(), *((SHOW, code) for code in line.columns), (SAVED, str(line.id))])


def _as_asked(line: SavedLine, given: QueryDict) -> QueryDict:
    query = QueryDict(_query(line), mutable=True)
    if PAGE in given:
        query[PAGE] = str(given.get(PAGE, ""))
    return query
