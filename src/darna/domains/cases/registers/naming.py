"""The four names of a person from what a register's columns hold, whichever script they are in."""

from __future__ import annotations

from typing import Final

from darna.domains.people.values import Names
from darna.methods.names import Script, script_of

LONGEST: Final = 120

#: First halves of given names of two words: عبد الله, أم كلثوم.
_OPENS_GIVEN: Final = frozenset(
    {"عبد", "أبو", "ابو", "أم", "ام", "لالة", "للا", "مولاي", "سيدي", "Abd", "Moulay", "Lalla", "Sidi"}
)
#: Second words that finish a given name whatever the first: نور الدين.
_CLOSES_GIVEN: Final = frozenset({"الدين", "الله", "الزهراء", "Eddine", "Ddine", "Zahra", "Zohra"})
#: Two words that are one given name.
_PAIRS: Final = frozenset({("محمد", "أمين"), ("محمد", "رضا"), ("فاطمة", "الزهراء"), ("Fatima", "Zahra")})


def names_of(family: str, given: str, full: str, full_arabic: str) -> Names:
    """The names in their scripts; a full name fills only what separate columns leave empty.

    >>> names_of("AIT LAHCEN", "Nadia", "", "نادية أيت لحسن")
    Names(given_name='Nadia', family_name='AIT LAHCEN', given_name_ar='نادية', family_name_ar='أيت لحسن')
    """
    slots = {"given_name": "", "family_name": "", "given_name_ar": "", "family_name_ar": ""}
    _put(slots, given, family)
    for whole in (full, full_arabic):
        if whole:
            _put(slots, *split_name(whole))
    return Names(**{slot: name[:LONGEST].strip() for slot, name in slots.items()})


def split_name(full: str) -> tuple[str, str]:
    """Given and family name of a whole name: words in capitals are the family's, else the given name stands first.

    >>> split_name("عبد العالي أخنوش"), split_name("EL DRISSI Youssef"), split_name("Nadia Ait Lahcen")
    (('عبد العالي', 'أخنوش'), ('Youssef', 'EL DRISSI'), ('Nadia', 'Ait Lahcen'))
    """
    words = full.split()
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    at = _given_words(words)
    return " ".join(words[:at]), " ".join(words[at:])


def _given_words(words: list[str]) -> int:
    if len(words) < 3:
        return 1
    first, second = words[0], words[1]
    two = first in _OPENS_GIVEN or second in _CLOSES_GIVEN or (first, second) in _PAIRS
    return 2 if two else 1


def _put(slots: dict[str, str], given: str, family: str) -> None:
    # The two columns may be in different scripts; each goes where it can be read.
    arabic = {"given_name": script_of(given) is Script.ARABIC, "family_name": script_of(family) is Script.ARABIC}
    if any(slots[f"{kind}{'_ar' if arabic[kind] else ''}"] for kind in arabic):
        return
    for kind, name in (("given_name", given), ("family_name", family)):
        slots[f"{kind}{'_ar' if arabic[kind] else ''}"] = name
