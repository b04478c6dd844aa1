"""The rights as the public pages show them: by who asks, with the facts that decide them. No queries at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.pages.facts import ASKED_KINDS
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.rules.book import Book, book
from darna.rules.engine.circumstances import FOLLOWS, Circumstances
from darna.rules.engine.facts import Fact
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.predicates import Node, leaves
from darna.rules.engine.rights import Right

#: Who asks, in the words of the doors; the order is that of the page.
AUDIENCES: Final[dict[str, str | Promise]] = {
    "third_country_national": _("I am a foreigner living here"),
    "returned_mre": _("I came back to Morocco"),
    "mre_abroad": _("I live abroad"),
    "resident_moroccan": _("I am Moroccan and live here"),
    "enterprise": _("I want to work or start something here"),
    "child": _("I am under 18, or worried about a child"),
    "investor": _("I want to invest"),
}
#: The door behind which somebody stands who asks so.
AUDIENCE_OF_DOOR: Final = {
    "living-here": "third_country_national",
    "returned": "returned_mre",
    "abroad": "mre_abroad",
    "work": "enterprise",
    "child": "child",
    "invest": "investor",
}
#: A foreigner may be asked for this: then who reads the page may be in danger.
DANGER: Final = "fears_return"
#: Asked as it is, though it follows from a fact that says more of somebody than is needed.
ASKED_AS_IT_IS: Final = frozenset({"is_moroccan"})


#: A formula may ask for one thing after another: so many times is listened to what it asks next.
_LISTENED: Final = 6


def all_rights() -> tuple[Right, ...]:
    """Every right, by area, then in the order of their files."""
    return tuple(book().rights.values())


def rights_for(audience: str) -> list[tuple[str, str | Promise, list[Right]]]:
    """The rights by who asks, or those of one who asks: the code, the words, the rights."""
    chosen = [audience] if audience in AUDIENCES else list(AUDIENCES)
    groups = [(code, AUDIENCES[code], [one for one in all_rights() if code in one.audiences]) for code in chosen]
    return [group for group in groups if group[2]]


def rights_behind(door: str, language: str) -> list[tuple[str, str]]:
    """The rights of whoever stands behind a door: the address under the language, and the words."""
    audience = AUDIENCE_OF_DOOR.get(door, "")
    return [
        (f"access/{right.address}/", right.title.in_(language)) for right in all_rights() if audience in right.audiences
    ]


def right_at(address: str) -> Right | None:
    """The right whose page has this address."""
    return next((right for right in all_rights() if right.address == address), None)


def is_about_danger(right: Right) -> bool:
    """Whether the right itself is one of whoever fears something: its page is kept by no browser."""
    return any(leaf.fact == DANGER for leaf in leaves(right.when))


def can_be_left(right: Right) -> bool:
    """Whether the page asks somebody about danger, and so has a button that leaves it."""
    return any(leaf.fact == DANGER for node in _trees(right) for leaf in leaves(node))


def facts_of_rights(rights: Iterable[Right], known: Book | None = None) -> tuple[Fact, ...]:
    """What several rights together ask, each once."""
    return tuple({fact.id: fact for right in rights for fact in facts_of(right.id, known)}.values())


def facts_of(right_id: str, known: Book | None = None) -> tuple[Fact, ...]:
    """What a right asks of somebody: its conditions first, then its warnings, papers, deadlines and amounts."""
    known = known or book()
    asked = _asked_under(known)
    if right_id not in asked:
        asked[right_id] = tuple(_facts_of(known.right(right_id), known))
    return asked[right_id]


# What is asked follows from the law: another law may ask something else, and the one before is forgotten.
@lru_cache(maxsize=2)
def _asked_under(known: Book) -> dict[str, tuple[Fact, ...]]:
    return {}


def _facts_of(right: Right, known: Book) -> Iterator[Fact]:
    named = [leaf.fact for node in _trees(right) for leaf in leaves(node) if leaf.fact]
    named += [step.within.since for step in right.steps if step.within]
    named += _asked_by_its_amounts(right, known)
    asked = dict.fromkeys(asked_instead(name) for name in named)
    facts = (known.facts.find(name) for name in asked)
    return (fact for fact in facts if fact is not None and fact.kind in ASKED_KINDS)


def asked_instead(name: str) -> str:
    """The fact a form asks for: a birthday rather than an age, which is another one next year."""
    return name if name in ASKED_AS_IT_IS or name not in FOLLOWS else FOLLOWS[name][0]


def _trees(right: Right) -> Iterator[Node]:
    yield right.when
    yield from (warning.when for warning in right.warnings if warning.when)
    yield from (document.needed for document in right.documents if document.needed)


@dataclass(frozen=True, slots=True)
class _Listening(Circumstances):
    """Circumstances that remember what they were asked for."""

    heard: dict[str, None] = field(default_factory=dict)

    def known(self, name: str) -> object:
        """The fact of that name, as ever."""
        self.heard[name] = None
        return Circumstances.known(self, name)


def _asked_by_its_amounts(right: Right, known: Book) -> list[str]:
    """What the formulas of a right ask for, found by letting them ask."""
    told, heard = dict[str, object](), dict[str, None]()
    for _turn in range(_LISTENED if right.figures else 0):
        situation = _Listening(dict(told), today(), heard)
        known.questions.of(right.question).rule(Inquiry(situation, known.law))
        unheard = [name for name in heard if name not in told and name in known.facts]
        if not unheard:
            break
        told.update({name: _something(known.facts[name]) for name in unheard})
    return list(heard)


def _something(fact: Fact) -> object:
    """Any value a fact may have."""
    values: dict[str, object] = {
        "yes_no": True,
        "choice": next(iter(fact.choices), ""),
        "date": PartialDate(today()),
        "country": "MA",
    }
    return values.get(fact.kind, max(1, fact.least or 1))
