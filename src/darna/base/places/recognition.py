"""Recognising a place as a register writes it: exactly, by another spelling, by a near one, or honestly not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz, process

from darna.base.places.folding import folded
from darna.kernel.text import LocalText

#: Below these a near spelling is as likely another place; see README for the measurement.
NEAR_ENOUGH: Final = 87.0
NEAR_LENGTH: Final = 5
#: Two places this close in likeness cannot be told apart by spelling.
MARGIN: Final = 4.0
#: A rival this near in the caller's own region makes an exact name elsewhere doubtful.
RIVAL: Final = 90.0

_SEPARATORS: Final = re.compile(r"\s[-–—]\s|[,;/()|:+&،؛]|\s(?:et|e|and|y)\s|\s-|-\s|\sو\s?(?=ال)")

#: The d' and l' that stand before a name, as in d'Italie.
_ELISION: Final = re.compile(r"\b[dl]['’]", re.IGNORECASE)


class How(StrEnum):
    """By which road a text was recognised."""

    NAME = "name"
    SPELLING = "spelling"
    NEAR = "near"
    PART = "part"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a text may mean; `within` is its region and `under` its province, both empty for countries."""

    code: str
    name: LocalText
    within: str = ""
    under: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a text means: one place, or several between which only a person can choose.

    Units: confidence from 0 to 1; 1 is the place's own name.
    """

    code: str | None
    confidence: float
    how: How
    candidates: tuple[Candidate, ...]

    @property
    def is_ambiguous(self) -> bool:
        """Nothing was chosen: a person has to."""
        return self.code is None

    @property
    def name(self) -> LocalText | None:
        """The chosen place's name, none when ambiguous."""
        return self.candidates[0].name if self.code else None


class Gazetteer:
    """Places under every key they are written by; built once, read only.

    `words` are pairs of a text and a code; a text under two codes is ambiguous, not the last one's.
    `coarse` makes the second key; `lead_words` may stand before or after a name; `opaque` words open
    a text that names something else, such as a hamlet or a province.
    """

    def __init__(
        self,
        places: Iterable[Candidate],
        words: Iterable[tuple[str, str]],
        *,
        coarse: Callable[[str], str],
        lead_words: frozenset[str] = frozenset(),
        opaque: frozenset[str] = frozenset(),
        nothing: frozenset[str] = frozenset(),
        generic: tuple[str, ...] = (),
    ) -> None:
        self.places: dict[str, Candidate] = {place.code: place for place in places}
        self._coarse, self._lead_words, self._opaque, self._nothing = (
            coarse,
            lead_words,
            opaque,
            nothing,
        )
        self._generic = generic
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        for text, code in words:
            if code in self.places and (key := folded(text)):
                self._by_name[key].add(code)
                self._by_sound[coarse(text)].add(code)
        self._sounds = list(self._by_sound)

    def find(self, text: str, *, region: str = "") -> Match | None:
        """The place this text means, preferring one within the region where names repeat."""
        key = folded(text)
        if not key or key in self._nothing:
            return None
        if match := self._exactly(text, region):
            return match
        bare = self._bare(text)
        if key.split()[0] not in self._opaque and bare != key and (found := self._exactly(bare, region)):
            return replace(found, confidence=round(found.confidence * 0.95, 2))
        return self._in_parts(text, region) or self._nearly(text, region)

    def _exactly(self, text: str, region: str) -> Match | None:
        if codes := self._by_name.get(folded(text)):
            rivals = self._rivals_at_home(text, codes, region)
            return self._chosen(codes | rivals, How.NAME, 1.0, "" if rivals else region)
        if codes := self._by_sound.get(self._coarse(text)):
            return self._chosen(codes, How.SPELLING, 0.95, region)
        return None

    def _rivals_at_home(self, text: str, codes: set[str], region: str) -> set[str]:
        """Places of the caller's own region that a name found only elsewhere may be a slip for."""
        if not region or any(self.places[code].within == region for code in codes):
            return set()
        sound = self._coarse(text)
        longer = [found for found in self._sounds if len(sound) > NEAR_LENGTH and found.startswith(sound)]
        near = {
            *self._likeness(sound, cutoff=RIVAL),
            *(code for found in longer for code in self._by_sound[found]),
        }
        return {code for code in near if self.places[code].within == region} - codes

    def _nearly(self, text: str, region: str) -> Match | None:
        if folded(text).split()[0] in self._opaque:
            return None
        likeness = self._likeness(self._coarse(self._bare(text)), cutoff=NEAR_ENOUGH)
        if not likeness:
            return None
        best = max(likeness.values())
        codes = {code for code, score in likeness.items() if best - score < MARGIN}
        return self._chosen(codes, How.NEAR, round(best / 100 - 0.05, 2), region)

    def _likeness(self, sound: str, *, cutoff: float) -> dict[str, float]:
        """Likeness of every place that is near enough, by code; the part after Oulad, Bni, Ait … must be near too."""
        if len(sound) < NEAR_LENGTH:
            return {}
        scores: dict[str, float] = {}
        for found, score, _ in process.extract(sound, self._sounds, scorer=fuzz.ratio, score_cutoff=cutoff, limit=12):
            mine, theirs = self._specific(sound), self._specific(found)
            if mine[:1] == theirs[:1] and fuzz.ratio(mine, theirs) >= cutoff - 7:
                for code in self._by_sound[found]:
                    scores[code] = max(score, scores.get(code, 0.0))
        return scores

    def _specific(self, sound: str) -> str:
        prefix = next(
            (p for p in self._generic if sound.startswith(p) and len(sound) > len(p) + 2),
            "",
        )
        return sound[len(prefix) :]

    def _in_parts(self, text: str, region: str) -> Match | None:
        parts = [part for part in _SEPARATORS.split(text) if part and part.strip()]
        if len(parts) < 2:
            return None
        found = [match for part in parts if (match := self._part(part, region))]
        codes = {candidate.code for match in found for candidate in match.candidates}
        if len(codes) > 1:
            codes = self._narrowed_by_province(found) or codes
        if not codes:
            return None
        how = How.SEVERAL if len(codes) > 1 and len(found) > 1 else How.PART
        return self._chosen(
            codes,
            how,
            0.85 if len(found) == len(parts) else 0.75,
            "" if how is How.SEVERAL else region,
        )

    def _part(self, part: str, region: str) -> Match | None:
        key = folded(part)
        if not key or key in self._nothing or key.split()[0] in self._opaque:
            return None
        return self._exactly(part, region) or self._exactly(self._bare(part), region)

    def _narrowed_by_province(self, found: list[Match]) -> set[str]:
        """In `Bzou - Azilal` the second names the province of the first, though it is a commune as well."""
        seats = [{c.under for c in match.candidates} for match in found]
        shared = set.intersection(*seats) - {""}
        inside = {c.code for match in found[:1] for c in match.candidates if c.under in shared}
        return inside if len(inside) == 1 else set()

    def _bare(self, text: str) -> str:
        words = folded(_ELISION.sub(" ", text)).split()
        while len(words) > 1 and words[0] in self._lead_words:
            words = words[1:]
        while len(words) > 1 and words[-1] in self._lead_words:
            words = words[:-1]
        return " ".join(words)

    def _chosen(self, codes: set[str], how: How, confidence: float, region: str) -> Match:
        ordered = sorted(codes, key=lambda code: (self.places[code].within != region, code))
        candidates = tuple(self.places[code] for code in ordered)
        at_home = [c for c in candidates if region and c.within == region]
        if len(candidates) == 1:
            return Match(candidates[0].code, confidence, how, candidates)
        if len(at_home) == 1:
            return Match(at_home[0].code, min(confidence, 0.9), how, candidates)
        return Match(None, min(confidence, 0.5), how, candidates)
