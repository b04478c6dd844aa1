"""Writes docs/reference/law: every value and condition of the law, by country and by right, in four languages.

`scripts/reference.py` calls it: the pages are made from the files of the law alone and never edited by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from darna.kernel.text import FALLBACKS
from darna.rules import statements as told
from darna.rules.book import AREAS, Book, book
from darna.rules.engine.parameters import Instrument
from darna.rules.engine.words import Teller
from darna.rules.statements import Statement
from darna.rules.telling import teller

FOLDER: Final = "law"
LANGUAGES: Final = tuple(FALLBACKS)
HOME: Final = "MA"


def pages() -> dict[str, str]:
    """Each page by its path under docs/reference."""
    known = book()
    by_holder: dict[str, list[Statement]] = {}
    for one in told.statements(known):
        by_holder.setdefault(one.holder, []).append(one)
    return {
        f"{FOLDER}/{language}/{area}.md": _page(known, area, teller(known, language), by_holder)
        for language in LANGUAGES
        for area in AREAS
    } | {f"{FOLDER}/README.md": _index(known)}


def _page(known: Book, area: str, tell: Teller, by_holder: Mapping[str, list[Statement]]) -> str:
    name = tell.sentence(f"law.area.{area}")
    lines = [f"# {name}", "", tell.sentence("law.page.made"), ""]
    lines += _by_country(known, tell, by_holder) if area == AREAS[0] else _by_right(known, area, tell, by_holder)
    # Arabic is read from right to left also where pages are shown without a style.
    around = ('<div dir="rtl">', "</div>") if tell.language == "ar" else ("", "")
    return "\n".join(line for line in (around[0], "", *lines, around[1])).strip() + "\n"


def _by_country(known: Book, tell: Teller, by_holder: Mapping[str, list[Statement]]) -> Iterator[str]:
    """Legal texts under the country they bind beside Morocco."""
    found: dict[str, list[Instrument]] = {}
    for one in known.instruments.values():
        if told.area_of(known, one.id) == AREAS[0] and one.id not in known.rights:
            found.setdefault(_country(one, tell), []).append(one)
    for country, instruments in found.items():
        yield from (f"## {country}", "")
        for one in instruments:
            yield from (f"### {one.title.in_(tell.language)}", "", *_table(by_holder.get(one.id, ()), tell), "")


def _country(instrument: Instrument, tell: Teller) -> str:
    others = [code for code in instrument.parties if code != HOME]
    if len(others) > 1:
        return tell.sentence("law.page.general")
    return told.code_in_words(tell, others[0] if others else HOME)


def _by_right(known: Book, area: str, tell: Teller, by_holder: Mapping[str, list[Statement]]) -> Iterator[str]:
    """Rights, each with who decides and everything it says."""
    for right in known.rights.values():
        if right.area == area:
            authority = tell.sentence("law.page.decides", {"authority": right.authority.in_(tell.language)})
            yield from (f"## {right.title.in_(tell.language)}", "", right.summary.in_(tell.language), "", authority, "")
            yield from (*_table(by_holder.get(right.id, ()), tell), "")


def _table(statements: Iterable[Statement], tell: Teller) -> Iterator[str]:
    heads = [tell.sentence(f"law.page.{name}") for name in ("says", "value", "from", "to", "source", "certainty")]
    yield _row([*heads, tell.sentence("law.page.checked")])
    yield _row(["---"] * (len(heads) + 1))
    for one in statements:
        yield _row(_cells(one, tell))


def _cells(one: Statement, tell: Teller) -> list[str]:
    is_value = one.kind == "value"
    kind = "" if is_value else f"{tell.sentence(f'law.kind.{one.kind}')}: "
    source = one.citation.source.title.in_(tell.language)
    return [
        kind + told.statement_in_words(tell, one),
        "<br>".join(told.value_in_words(tell, one.value, one.unit)) if is_value else "",
        one.valid_from.isoformat() if one.valid_from else "",
        one.valid_to.isoformat() if one.valid_to else "",
        f"{source}, {one.citation.article}" if one.citation.article else source,
        tell.sentence(f"engine.certainty.{one.certainty}"),
        one.citation.read_on.isoformat(),
    ]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ').strip() for cell in cells)} |"


def _index(known: Book) -> str:
    """What there is, and how sure it is."""
    tell = teller(known, "en")
    lines = ["# The law as Darna knows it", "", tell.sentence("law.page.made"), ""]
    lines += ["| | العربية | Français | Italiano | English |", "|---|---|---|---|---|"]
    for area in AREAS:
        links = [f"[{language}]({language}/{area}.md)" for language in LANGUAGES]
        lines.append(_row([tell.sentence(f"law.area.{area}"), *links]))
    lines += ["", "| how sure | statements |", "|---|---|"]
    for certainty, number in told.counted(told.statements(known)).items():
        lines.append(f"| {tell.sentence(f'engine.certainty.{certainty}')} (`{certainty}`) | {number} |")
    return "\n".join(lines) + "\n"
