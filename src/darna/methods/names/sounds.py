"""How one written word sounds, in one small alphabet for every script, whatever hangs in front of it.

The alphabet: `b t d j x g c k l m n r s z f h w y` and the vowels `a i u`, where x is خ, g is غ, c is ش,
k is ك, ق and the hard g, t is ت, ط and ث, d is د, ض, ذ and ظ, h is ه and ح; ع and hamza count as vowels.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from darna.methods.names.script import Script, script_of_letters

#: Latin spellings and their sounds; the first that fits wins.
_LATIN_RULES: Final[tuple[tuple[str, str], ...]] = (
    ("sch|sc(?=[ei])|sh|ch", "c"),
    ("ckh|kh", "x"),
    # Moroccan clerks write غ as gh or rh; after a vowel rh is r and h (Sarhane).
    ("gh|(?<![aeiouyr])rh", "g"),
    ("ph|v|f", "f"),
    ("th|t", "t"),
    ("dj|dg(?=[ei])|j", "j"),
    ("dh|d", "d"),
    ("gu(?=[eiy])", "k"),
    ("g(?=[eiy])", "j"),
    ("c(?=[eiy])|s", "s"),
    ("ck|[gckq9]", "k"),
    ("x", "ks"),
    ("[bp]", "b"),
    ("ou(?=[aeiouy])|w", "w"),
    ("[ao]?ou|oo|[ou]", "u"),
    ("(?:ie|ye|ee)$", "i"),
    ("^y(?=[aeou])|(?<=[aeou])y(?=[aeou])", "y"),
    ("ee|[iy]", "i"),
    # 3, 7, 9, 2 and 5 are how people type ع ح ق ء خ on a phone without Arabic letters.
    ("[ae32]", "a"),
    ("[h7]", "h"),
    ("5", "x"),
    ("([lmnrz])", ""),
    ("[0-9]", ""),
)
_LATIN: Final = re.compile("|".join(f"(?P<r{i}>{rule})" for i, (rule, _) in enumerate(_LATIN_RULES)))
_LATIN_SOUNDS: Final = {f"r{i}": sound for i, (_, sound) in enumerate(_LATIN_RULES)}
_DOUBLED: Final = re.compile(r"(.)\1+")
_DOUBLED_VOWEL: Final = re.compile(r"([aiu])\1+")

_ARABIC: Final = str.maketrans(
    {
        **dict.fromkeys("اأإآءئىةع", "a"),
        "\u0653": None,
        "\u0654": None,
        "\u0655": None,
        "ؤ": "u",
        "و": "u",
        "ي": "i",
        "ب": "b",
        "ت": "t",
        "ط": "t",
        "ث": "t",
        "ج": "j",
        "ح": "h",
        "ه": "h",
        "خ": "x",
        **dict.fromkeys("دذضظ", "d"),
        "ر": "r",
        "ز": "z",
        "س": "s",
        "ص": "s",
        "ش": "c",
        "غ": "g",
        "ف": "f",
        "ق": "k",
        "ك": "k",
        "ل": "l",
        "م": "m",
        "ن": "n",
    }
)
_TIFINAGH: Final = str.maketrans(
    dict(
        zip(
            "ⴰⴱⵛⴷⴹⴻⴼⴳⵀⵃⵄⵅⵇⵉⵊⴽⵍⵎⵏⵓⵔⵕⵖⵙⵚⵜⵟⵡⵢⵣⵥ",
            "abcddafkhhaxkijklmnurrgssttwyzz",
            strict=True,
        )
    )
)

#: Short forms and foreign forms of one given name, by the sound they stand for.
_SHORT_FORMS: Final = {
    **dict.fromkeys(("med", "mohd", "mhd", "md", "mohamd"), "muhamad"),
    **dict.fromkeys(("abdoulaye", "abdoulay", "abdulai", "عبدولاي"), "abdlah"),
    # South of the Sahara the th of عثمان is said s, and خديجة is called by her short name.
    **dict.fromkeys(("ousmane", "ousman", "osmane", "osman", "usman", "usmane", "عصمان", "عوسمان"), "utman"),
    **dict.fromkeys(("khady", "khadi", "kadi", "خادي", "خدي"), "xadija"),
}

#: Given names that begin like an article and have none.
_NO_ARTICLE: Final = frozenset(
    {"elias", "elyas", "eliass", "elyass", "elyes", "elena", "elisa", "elise", "eliane", "elodie", "elham"}
    | {"alpha", "albert", "alfred", "alma", "aldo", "alfonso", "alhousseynou", "laila", "leila", "layla", "latifa"}
    | {"lamia", "lamiae", "lamya", "loubna", "lubna", "lina", "linda", "الياس", "الهام", "اليسار", "الينا"}
    | {"ليلى", "ليلا", "لطيفة", "لمياء", "لبنى", "لينا", "ليندا"}
)
_LATIN_ARTICLE: Final = re.compile(r"(?:el(?=[bcdfghjkmnpqrstvwxz].)|el(?=[aeiouy]...)|al(?=[bcdfghjkmnpqrstvwxz]..))")
_LATIN_GLUED_SUN: Final = re.compile(r"e(?:(?:([dnrstz])(?=\1[aeiouy].))|(?:ch|c)?(?=ch[aeiouy].)|(?=sh[aeiouy].))")
_LATIN_L: Final = re.compile(r"l(?=[bcdfghjkmnpqrstvwxz].)")
_LATIN_MAYBE_L: Final = re.compile(r"(?:la(?=h..)|le(?=[bcdfghjkmnpqrstvwxz]..)|l(?=a...))")
_LATIN_ABD: Final = re.compile(r"abd(?:[aeiou]{1,2}l(?=[a-z]{2}))")
_LATIN_ABDALLAH: Final = re.compile(r"abd[aeiou]{1,2}l+[aeo]+h*\Z")
_LATIN_ABOU: Final = re.compile(r"ab(?=ou[a-z]{3})")
_LATIN_BENEL: Final = re.compile(r"bene?l(?=[bcdfghjkmnpqrstvwxz]..)")
_LATIN_OULD: Final = re.compile(r"ou?l[ae]?d(?=[a-z]{3})")
#: Touré, Koné, Condé, Kouamé, with or without their accent: said, and written in Arabic, with an i at the end.
_LATIN_SAID_E: Final = re.compile(r"(?:[^aeiouy](?<![nlts])|ss|[ou]n)e\Z")
_LATIN_MBAREK: Final = re.compile(r"[ae](?=mb)")
_ARABIC_ARTICLE: Final = re.compile("ال(?=..)")
_ARABIC_MAYBE_L: Final = re.compile("ل(?=...)")
_ARABIC_ABD: Final = re.compile("عبدال(?=..)")
_ARABIC_ABOU: Final = re.compile("[أا](?=بو..)")
_ARABIC_BENEL: Final = re.compile("بنال(?=..)")
_ARABIC_OULD: Final = re.compile("[أا](?=ولاد..)")
_ARABIC_MBAREK: Final = re.compile("[اإأ](?=مب|مح)")


# Words, not persons: a bounded set of single name words stays in memory, never who bears them.
@lru_cache(maxsize=32768)
def sounds_of(word: str) -> tuple[str, ...]:
    """The ways one normalised word can be read aloud, the likeliest first."""
    if word in _SHORT_FORMS:
        return (_SHORT_FORMS[word],)
    match script_of_letters(word):
        case Script.LATIN:
            return tuple(_latin_sound(form) for form in _latin_forms(word))
        case Script.ARABIC:
            return tuple(_with_hard_g([_arabic_sound(form) for form in _arabic_forms(word)]))
        case Script.TIFINAGH:
            return (_DOUBLED.sub(r"\1", word.translate(_TIFINAGH)),)
        case Script.OTHER:
            return (word,)


def _latin_forms(word: str) -> list[str]:
    if word in _NO_ARTICLE:
        return [word]
    bare = _LATIN_GLUED_SUN.sub("", word, count=1) if word[0] == "e" and _LATIN_GLUED_SUN.match(word) else word
    bare = bare if bare != word else _cut(_LATIN_L, _cut(_LATIN_ARTICLE, word))
    forms = [_latin_prefixes(bare)]
    if bare == word and _LATIN_MAYBE_L.match(word):
        forms.append(_latin_prefixes(_cut(_LATIN_MAYBE_L, word)))
    if len(word) > 3 and _LATIN_SAID_E.search(word):
        forms.append(f"{forms[0][:-1]}i")
    return forms


def _latin_prefixes(word: str) -> str:
    if word.startswith("abd"):
        return "abdlah" if _LATIN_ABDALLAH.match(word) else _cut(_LATIN_ABD, word, "abd")
    if word.startswith("ab"):
        return _cut(_LATIN_ABOU, word, "b")
    if word.startswith("be"):
        return _cut(_LATIN_BENEL, word, "ben")
    if word.startswith("o"):
        return _cut(_LATIN_OULD, word, "wld")
    return _cut(_LATIN_MBAREK, word)


def _latin_sound(word: str) -> str:
    spelled = _LATIN.sub(lambda found: _LATIN_SOUNDS[found.lastgroup or ""] or _itself(found), word)
    return _DOUBLED.sub(r"\1", spelled)


def _itself(found: re.Match[str]) -> str:
    return "" if found.group().isdigit() else found.group()


def _arabic_forms(word: str) -> list[str]:
    if word in _NO_ARTICLE:
        return [word]
    bare = _cut(_ARABIC_ARTICLE, word)
    forms = [_arabic_prefixes(bare)]
    if bare == word and _ARABIC_MAYBE_L.match(word):
        forms.append(_arabic_prefixes(_cut(_ARABIC_MAYBE_L, word)))
    return forms


def _arabic_prefixes(word: str) -> str:
    for prefix, instead in (
        (_ARABIC_ABD, "عبد"),
        (_ARABIC_ABOU, ""),
        (_ARABIC_BENEL, "بن"),
        (_ARABIC_OULD, ""),
        (_ARABIC_MBAREK, ""),
    ):
        if prefix.match(word):
            return _cut(prefix, word, instead)
    return word


def _arabic_sound(word: str) -> str:
    # A first و or ي is a consonant; further in, only the reader knows. Doubled consonants stay: Arabic
    # marks a long consonant with a sign, so two letters are two (ممدوح).
    sound = word.translate(_ARABIC)
    head = {"و": "w", "ي": "y"}.get(word[0], sound[:1])
    return _DOUBLED_VOWEL.sub(r"\1", head + sound[1:])


def _with_hard_g(sounds: list[str]) -> list[str]:
    """The same, and with غ read as the g of Grace and Gueye, which Arabic has no letter of its own for."""
    return [*sounds, sounds[0].replace("g", "k")] if "g" in sounds[0] else sounds


def _cut(prefix: re.Pattern[str], word: str, instead: str = "") -> str:
    found = prefix.match(word)
    return instead + word[found.end() :] if found else word
