"""Possible matches of an agency: the list, one of them with both cards, and how many wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.keys.queries import opened_package_key, package_ciphers_of
from darna.base.pages.lines import page_of_rows
from darna.base.places.queries import commune_name, country_name
from darna.base.prepared import ID, Prepared
from darna.domains.matches import access
from darna.domains.matches.models import MatchSide, PossibleMatch
from darna.domains.matches.sealed import CARD
from darna.domains.matches.values import Card, MatchCard, MatchFilters, MatchLine, MatchPage, Row
from darna.domains.people.queries import names_of, references_of

_KEYS: Final = {
    "noticed": ("-match__noticed_at", "id"),
    "-noticed": ("match__noticed_at", "id"),
    "state": ("match__state", "-match__noticed_at", "id"),
    "-state": ("-match__state", "-match__noticed_at", "id"),
}
SORTS: Final = tuple(_KEYS)
WAITING: Final = "waiting"
_WAITS: Final = Q(match__state="noticed", state="noticed") | Q(match__state="open", verdict="")
_COUNT = Prepared(
    lambda agency: MatchSide.objects.filter(_WAITS, agency_id=agency).order_by().values_list("pk", flat=True)[:100],
    agency=ID,
)


@dataclass(frozen=True, slots=True)
class _Other:
    agency_id: UUID
    verdict: str
    kinds: tuple[str, ...]
    card: Card | None


def match_lines(actor: Actor, filters: MatchFilters, number: int = 1) -> MatchPage:
    """The possible matches, narrowed and sorted, fifty at a time. Six queries at most. Raises: Refused."""
    rows = access.sides_of(actor)
    if filters.state == WAITING:
        rows = rows.filter(_WAITS)
    elif filters.state:
        rows = rows.filter(match__state=filters.state)
    return page_of_rows(rows.order_by(*_KEYS.get(filters.sort, _KEYS["noticed"])), number, _lines)


def waiting_count(actor: Actor) -> int:
    """How many possible matches wait for this side, a hundred at the most. One query, none for other roles."""
    return len(_COUNT.rows(agency=actor.agency_id)) if actor.may(Verb.COMPARE_ACROSS) else 0


def match_card(actor: Actor, match_id: UUID) -> MatchCard:
    """One possible match with what may be compared now. Eight queries at most. Raises: Refused, NotFound."""
    side = access.side_to_see(actor, match_id)
    (line,), other = _lines([side]), _others({match_id}).get(match_id)
    cipher = package_ciphers_of([side.pk]).get(side.pk) if other and side.sealed_card else None
    mine = Card.read(cipher.open(side.sealed_card, field=CARD)) if cipher else None
    cards = (mine, other.card) if mine and other and other.card else None
    whole = side.match
    return MatchCard(
        line=line,
        why_label=str(PossibleMatch.Why(whole.why).label) if whole.why else "",
        rows=tuple(_compared(*cards)) if cards else (),
        reasons=tuple(map(_reason, other.kinds)) if cards and other else (),
        own_verdict=side.get_verdict_display() if side.verdict else "",
        other_verdict=str(MatchSide.Verdict(other.verdict).label) if other and other.verdict else "",
        opened_at=whole.opened_at,
        ended_at=whole.ended_at,
        decides=whole.state == PossibleMatch.State.NOTICED and side.state == MatchSide.State.NOTICED,
        judges=whole.state == PossibleMatch.State.OPEN and not side.verdict and cards is not None,
        is_compared=cards is not None,
    )


def _lines(rows: Sequence[MatchSide]) -> tuple[MatchLine, ...]:
    if not rows:
        return ()
    persons = {row.person_id for row in rows}
    names, references, others = names_of(persons), references_of(persons), _agencies({row.match_id for row in rows})
    return tuple(
        MatchLine(
            id=row.match_id,
            side_id=row.pk,
            person_id=row.person_id,
            reference=references.get(row.person_id, ""),
            person_name=names.get(row.person_id, ""),
            state=row.match.state,
            state_label=row.match.get_state_display(),
            side_state=row.state,
            verdict=row.verdict,
            noticed_on=localdate(row.match.noticed_at),
            version=row.version,
            other=others.get(row.match_id, ""),
        )
        for row in rows
    )


def _others(matches: set[UUID]) -> dict[UUID, _Other]:
    """What may be read of the other sides now: their agency, verdict and card. One query."""
    found: dict[UUID, _Other] = {}
    with connection.cursor() as cursor:
        cursor.execute("select * from sec.other_sides(%s::uuid[])", [list(matches)])
        for match, side, agency, master, wrapped, sealed, verdict, kinds in cursor.fetchall():
            card = None
            if master is not None and sealed:
                card = Card.read(opened_package_key(side, master, wrapped).open(sealed, field=CARD))
            found[match] = _Other(agency, verdict, tuple(sorted(kinds)), card)
    return found


def _agencies(matches: set[UUID]) -> dict[UUID, str]:
    found = {match: other.agency_id for match, other in _others(matches).items()}
    names = names_of_agencies(set(found.values()), _language()) if found else {}
    return {match: names.get(agency, "") for match, agency in found.items()}


def _compared(mine: Card, other: Card) -> Iterator[Row]:
    language = _language()
    told: tuple[tuple[str, Callable[[Card], str]], ...] = (
        (gettext("Name in Latin letters"), lambda card: card.names.latin),
        (gettext("Name in Arabic letters"), lambda card: card.names.arabic),
        (gettext("Sex"), lambda card: label("sex", card.sex) if card.sex not in {"", "U"} else ""),
        (gettext("Nationality"), lambda card: ", ".join(country_name(one, language) for one in card.nationalities)),
        (gettext("Commune"), lambda card: commune_name(card.commune, language) if card.commune else ""),
    )
    rows = [Row(name, say(mine), say(other)) for name, say in told]
    yield from rows[:2]
    yield Row(gettext("Born"), mine.birth, other.birth, is_date=True)
    yield from rows[2:]


def _reason(kind: str) -> str:
    return {
        "document": gettext("the same number of a document"),
        "birth": gettext("the same day of birth, and a name that sounds alike"),
        "phone": gettext("the same phone, and a name that sounds alike"),
    }.get(kind, kind)


def _language() -> str:
    return (get_language() or "fr")[:2]
