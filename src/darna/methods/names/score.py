"""How alike a typed name and a registered one are, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler, LCSseq

from darna.methods.names.initials import is_initial, stands_for
from darna.methods.names.script import Script
from darna.methods.names.skeleton import Part, bones, joined_sound, parts_of

#: From here on two names are worth showing a person as possibly the same.
LIKELY: Final = 0.80
#: Weight of the skeleton against the sound, within one script and across two (Arabic omits short vowels).
_BONES_WITHIN: Final = 0.55
_BONES_ACROSS: Final = 0.70
#: What a name loses at most for parts that were not typed.
_UNSPOKEN: Final = 0.15
#: How far the least alike part pulls the whole towards itself.
_WEAKEST: Final = 0.5
#: What is left of a likeness where one of the two names ends as a woman's does: Faouzi and Faouzia are two persons.
_OTHER_SEX: Final = 0.88
#: How alike an initial is to a name that begins so: likely beside a whole name, and behind whoever is told in full.
_INITIAL: Final = 0.85
#: Below this two parts are not the same name at all.
_STRANGERS: Final = 0.55


class Reason(StrEnum):
    """In what way a typed name and a found one are the same."""

    EXACT = "exact"
    SPELLING = "spelling"
    OTHER_SCRIPT = "other_script"
    ONE_LETTER = "one_letter"
    ORDER = "order"
    INITIAL = "initial"


_NOT_TO_THE_LETTER: Final = frozenset({Reason.SPELLING, Reason.OTHER_SCRIPT, Reason.ONE_LETTER, Reason.INITIAL})


@dataclass(frozen=True, slots=True)
class _Match:
    """Which part of the query was taken for which part of the candidate, and how alike they are."""

    score: float
    couples: tuple[tuple[int, int], ...]
    typed: tuple[Part, ...]
    held: tuple[Part, ...]


def similarity(query: str, candidate_names: Sequence[str]) -> float:
    """How alike a typed name is to the nearest of a person's names, from 0 to 1.

    1 is the same letters, whatever case, accents and order. Parts that were not typed cost little, typed
    parts that the person does not have cost much. It ranks; a birth year and a human decide.
    """
    return _best(query, candidate_names).score


def why_matched(query: str, candidate_names: Sequence[str]) -> set[Reason]:
    """In what ways the typed name is the nearest of a person's names; empty if it is not.

    >>> sorted(why_matched("Idrissy Fatima", ["Fatima El Idrissi", "فاطمة الإدريسي"]))
    [<Reason.ORDER: 'order'>, <Reason.SPELLING: 'spelling'>]
    """
    match = _best(query, candidate_names)
    if match.score < _STRANGERS:
        return set()
    reasons = {_reason(match.typed[one], match.held[other]) for one, other in match.couples}
    if [other for _, other in match.couples] != sorted(other for _, other in match.couples):
        reasons.add(Reason.ORDER)
    found = {reason for reason in reasons if reason is not None}
    # "Exact" is a promise about the whole name.
    return found - {Reason.EXACT} if found & _NOT_TO_THE_LETTER else found


def _best(query: str, candidate_names: Sequence[str]) -> _Match:
    typed = _typed(query)
    matches = [_matched(typed, parts_of(name)) for name in candidate_names]
    return max(matches, key=lambda match: match.score, default=_Match(0.0, (), typed, ()))


# One query is compared with hundreds of candidates in a row.
@lru_cache(maxsize=4)
def _typed(query: str) -> tuple[Part, ...]:
    return parts_of(query)


def _matched(typed: tuple[Part, ...], held: tuple[Part, ...]) -> _Match:
    if not typed or not held:
        return _Match(0.0, (), typed, held)
    apart = _aligned(typed, held)
    if len(typed) == len(held):
        return apart
    # Fatimazahra for Fatima Zahra: try with two neighbours of the longer name as one word.
    longer, shorter = (typed, held) if len(typed) > len(held) else (held, typed)
    tries = [apart]
    for merged in _merged(longer):
        tries.append(_aligned(merged, shorter) if longer is typed else _aligned(shorter, merged))
    return max(tries, key=lambda match: match.score)


def _merged(parts: tuple[Part, ...]) -> Iterable[tuple[Part, ...]]:
    for at in range(len(parts) - 1):
        two = parts[at : at + 2]
        one = Part("".join(part.letters for part in two), (joined_sound(two),), two[0].script)
        yield (*parts[:at], one, *parts[at + 2 :])


def _aligned(typed: tuple[Part, ...], held: tuple[Part, ...]) -> _Match:
    """Couple the parts greedily, the likest first; names are too short for more to matter."""
    likeness = [
        (score, -abs(at - to), at, to)
        for at, one in enumerate(typed)
        for to, other in enumerate(held)
        if (score := _alike(one, other)) >= _STRANGERS
    ]
    if not likeness:
        return _Match(0.0, (), typed, held)
    likeness.sort(reverse=True)
    couples: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, _, at, to in likeness:
        if at not in couples and to not in taken:
            couples[at] = (to, score)
            taken.add(to)
    return _Match(_total(typed, held, couples), tuple((at, couples[at][0]) for at in sorted(couples)), typed, held)


def _total(typed: tuple[Part, ...], held: tuple[Part, ...], couples: dict[int, tuple[int, float]]) -> float:
    spoken = sum(_weight(part) for part in typed)
    agreed = sum(_weight(typed[at]) * score for at, (_, score) in couples.items())
    covered = sum(_weight(held[to]) for to, _ in couples.values()) / sum(_weight(part) for part in held)
    mean = agreed / spoken
    # One name that agrees fully must not carry another that does not: brothers share a family name.
    weakest = min((score for _, score in couples.values()), default=0.0)
    return (mean - _WEAKEST * max(0.0, mean - weakest)) * (1 - _UNSPOKEN * (1 - covered))


def _weight(part: Part) -> float:
    # A long name says more than a short one, but not in proportion.
    return 2.0 + min(len(part.skeletons[0]), 6)


def _alike(one: Part, other: Part) -> float:
    if one.letters == other.letters:
        return 1.0
    if is_initial(one):
        return _INITIAL if stands_for(one, other) else 0.0
    mine, yours = one.script, other.script
    if mine is yours:
        return _alike_within(one.sounds, other.sounds, is_latin=mine is Script.LATIN)
    # Arabic leaves short vowels out, so what counts is how much of the Arabic is heard in the Latin.
    if mine is Script.ARABIC:
        return _alike_across(one.sounds, other.sounds)
    return _alike_across(other.sounds, one.sounds)


# Candidates of one query repeat its names; sounds are words, not persons.
@lru_cache(maxsize=32768)
def _alike_within(ones: tuple[str, ...], others: tuple[str, ...], *, is_latin: bool) -> float:
    heard = JaroWinkler.similarity if is_latin else OSA.normalized_similarity
    best = max(
        _BONES_WITHIN * OSA.normalized_similarity(bones(mine), bones(yours)) + (1 - _BONES_WITHIN) * heard(mine, yours)
        for mine in ones
        for yours in others
    )
    return min(0.99, best * _OTHER_SEX if _are_of_two_sexes(ones[0], others[0]) else best)


@lru_cache(maxsize=32768)
def _alike_across(arabic: tuple[str, ...], latin: tuple[str, ...]) -> float:
    return min(
        0.98,
        max(
            _BONES_ACROSS * OSA.normalized_similarity(bones(written), bones(said))
            + (1 - _BONES_ACROSS) * LCSseq.similarity(written, said) / max(1, len(written))
            for written in arabic
            for said in latin
        ),
    )


def _are_of_two_sexes(one: str, other: str) -> bool:
    """One ends as a woman's name and the other does not: Jamila and Jamal. Sanae may be either's."""
    return one.endswith("a") is not other.endswith("a") and not one.endswith("ai") and not other.endswith("ai")


def _reason(one: Part, other: Part) -> Reason | None:
    if one.letters == other.letters:
        return Reason.EXACT
    if is_initial(one):
        return Reason.INITIAL
    if set(one.skeletons) & set(other.skeletons):
        return Reason.SPELLING if one.script is other.script else Reason.OTHER_SCRIPT
    distance = min(OSA.distance(mine, yours) for mine in one.skeletons for yours in other.skeletons)
    return Reason.ONE_LETTER if distance == 1 else None
