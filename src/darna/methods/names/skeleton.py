"""The consonants that Arabic and Latin spellings of one name have in common.

A name passes three stages: *letters* (normalised), *sound* (one alphabet for every script, with the vowels
that are written) and *skeleton* (consonants only). The skeleton is what keys are made of; the sound is what
ranks Hassan apart from Houssine, who share a skeleton.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from darna.methods.names.script import Script, normalise, script_of_letters
from darna.methods.names.sounds import sounds_of

#: No name has more parts; the rest is not read.
MOST_WORDS: Final = 10

_VOWELS: Final = frozenset("aiu")
_SILENT_INSIDE: Final = str.maketrans("", "", "aiuwyh")

#: Son of, father of, people of, servant of: never a name alone; written apart, glued or with a hyphen.
_PARTICLES: Final[dict[str, str]] = {
    **dict.fromkeys(("ben", "bin", "ibn", "ibnou", "ibnu", "bn", "بن", "ابن", "إبن"), "bn"),
    **dict.fromkeys(("bel", "bil"), "bl"),
    **dict.fromkeys(("bou", "abou", "abu", "abo", "bu", "abi", "بو", "أبو", "ابو", "أبي", "ابي"), "bu"),
    **dict.fromkeys(("ait", "aith", "at", "أيت", "ايت", "آيت", "ⴰⵢⵜ"), "ait"),
    **dict.fromkeys(("ould", "oueld", "weld", "wld", "uld", "ouled", "oulad", "awlad", "wlad"), "wld"),
    **dict.fromkeys(("ولد", "أولاد", "اولاد"), "wld"),
    **dict.fromkeys(("abd", "abdel", "abdul", "abdal", "abdoul", "abdil", "abdu", "عبد"), "abd"),
    **dict.fromkeys(("oum", "oumm", "um", "umm", "أم", "ام"), "um"),
    **dict.fromkeys(("ou", "u", "او", "أو"), "u"),
}
#: The second half of a compound given name: Nour Eddine, Habib Allah.
_ENDINGS: Final = frozenset(
    {"dine", "din", "deen", "eddine", "edine", "eddin", "addine", "addin", "uddin", "ouddine", "ddine", "دين", "الدين"}
    | {"allah", "ellah", "ullah", "lah", "llah", "الله", "اله"}
)
_ARTICLES: Final = frozenset(("el", "al", "il", "ul", "l", "آل", "ال"))
#: The article before a sun letter, written as it is said: Er-Rachidi, Ech-Chafai.
_SUN_ARTICLE: Final = re.compile(r"\b[eai](?:([dnrstz])(?= \1)|(ch)(?= ch)|(sh)(?= sh)|(ch|sh|c)(?= ch| sh)) ")
_TITLES: Final = frozenset(
    {"sidi", "si", "moulay", "my", "lalla", "hadj", "haj", "hajj", "hajja", "haja", "hadja", "lhaj", "elhaj", "mr"}
    # Daughter of: parts a full name into its names, and is not said with any of them.
    | {"mme", "mlle", "bent", "bint", "bnt", "بنت", "سيدي", "مولاي", "لالة", "لالا", "للا", "الحاج", "الحاجة", "حاج"}
)


#: How clerks shorten two names into one word; a single short name is written out where its sound is made.
_SHORT: Final[dict[str, tuple[str, ...]]] = {"fz": ("fatima", "zahra")}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name: a word, with the particle that belongs to it.

    `letters` as written, normalised; `sounds` in the small alphabet, the likeliest first.
    """

    letters: str
    sounds: tuple[str, ...]
    script: Script

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The consonant skeletons, the likeliest first."""
        return _skeletons(self.sounds)


def skeleton_of(text: str) -> str:
    """The likeliest skeleton of each part of a name, parted by spaces.

    >>> skeleton_of("Mohamed Ben Aïssa"), skeleton_of("محمد بن عيسى"), skeleton_of("MOHAMMED BENAISSA")
    ('mmd bns', 'mmd bns', 'mmd bns')
    >>> skeleton_of("Er-Rharbi") == skeleton_of("El Gharbi") == skeleton_of("الغربي")
    True
    """
    return " ".join(part.skeletons[0] for part in parts_of(text))


# A register bears the same names over and over, and each is taken apart for several kinds of keys.
@lru_cache(maxsize=8192)
def parts_of(text: str) -> tuple[Part, ...]:
    """A name taken apart into words, with articles off, particles joined and titles left out."""
    spoken = _written_out(_SUN_ARTICLE.sub("", f"{normalise(text)} ").split())[:MOST_WORDS]
    words = [word for word in spoken if word not in _ARTICLES] or spoken[:1]
    words = _without_titles(words) or words
    return tuple(part for part in _joined(words) if any(part.sounds))


@lru_cache(maxsize=32768)
def bones(sound: str) -> str:
    """The skeleton of a sound: the head and tail that both scripts write, and the consonants between.

    Inside, both scripts are careless about vowels, w, y and h; at the head they are not, nor about a last
    i, which parts Idriss from Idrissi.
    """
    if not sound:
        return ""
    body, tail = sound, ""
    if len(sound) > 2 and sound[-1] in "iy":
        tail = "wy" if sound[-2] in "wu" else "y"
        body = sound[:-1]
    return _head(sound) + body[1:].translate(_SILENT_INSIDE) + tail


# A hundred candidates of one question repeat each other's words: sounds are words, not persons.
@lru_cache(maxsize=32768)
def _skeletons(sounds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bones(sound) for sound in sounds))


def joined_sound(parts: tuple[Part, ...]) -> str:
    """The sound of several parts written as one word: Fatima Zahra as Fatimazahra."""
    return _glue([part.sounds[0] for part in parts])


def _written_out(words: list[str]) -> list[str]:
    """Short forms of the commonest given names written out: Med Amine, F. Z. Bennani."""
    if len(words) < 2:
        return words
    joined = " ".join(words).replace("f z ", "fz ", 1) if words[0] == "f" else " ".join(words)
    return [whole for word in joined.split() for whole in _SHORT.get(word, (word,))]


def _head(sound: str) -> str:
    first, second = sound[0], sound[1:2]
    if first not in _VOWELS:
        return first
    if first == "i" and second in ("a", "u"):
        return "y"
    return "w" if first == "u" and second in ("a", "i") else "a"


def _without_titles(words: list[str]) -> list[str]:
    # After a particle it is a name: Bel Haj, Ben Lhaj.
    before = ["", *words]
    return [word for ahead, word in zip(before, words, strict=False) if word not in _TITLES or ahead in _PARTICLES]


def _joined(words: list[str]) -> list[Part]:
    parts: list[Part] = []
    waiting: list[str] = []
    for position, word in enumerate(words):
        if word in _PARTICLES and position + 1 < len(words):
            waiting.append(word)
        elif word in _ENDINGS and parts and not waiting:
            parts[-1] = _with_ending(parts[-1], word)
        else:
            parts.append(_with_particles(tuple(waiting), word))
            waiting = []
    return parts


@lru_cache(maxsize=32768)
def _with_particles(particles: tuple[str, ...], word: str) -> Part:
    if not particles:
        return Part(word, sounds_of(word), script_of_letters(word))
    ahead = [_PARTICLES[particle] for particle in particles]
    sounds = tuple(_glue([*ahead, sound]) for sound in sounds_of(word))
    return Part("".join([*particles, word]), sounds, script_of_letters(word))


def _with_ending(part: Part, word: str) -> Part:
    ending = "din" if "d" in sounds_of(word)[0] else "lah"
    return Part(part.letters + word, tuple(_glue([sound, ending]) for sound in part.sounds), part.script)


def _glue(sounds: list[str]) -> str:
    whole = ""
    for sound in sounds:
        # Ben Nasser and Bennasser: a letter that meets itself at the seam is written once.
        whole += sound[1:] if whole and sound[:1] == whole[-1] else sound
    return whole
