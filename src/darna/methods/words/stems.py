"""A word without its endings and its article: light rules for Arabic, French, Italian and English.

The rules take off what makes a number, a gender or the commonest forms of a verb, and stop before the root is too
short to tell words apart. They are light on purpose: one form too many found does less harm than a page not found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, Literal

Language = Literal["ar", "fr", "it", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("ar", "fr", "it", "en")
#: No question is longer; a longer one is cut, so that nobody makes a search expensive.
LONGEST: Final = 200

_ARABIC: Final = re.compile("[\u0621-\u064a]")
_LETTERS: Final = str.maketrans(
    {**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ـ": None, "œ": "oe", "æ": "ae", "ß": "ss"}
)
#: With the marks that stand above and below Arabic letters, which part no word.
WORD: Final = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0640\u064b-\u065f\u0670])*")
#: Words that stand everywhere and find nothing, as they are after folding.
_EVERYWHERE: Final = """
    a ai au aux avec ce ces cet cette d dans de des du elle en es est et eux il ils j je l la le les leur lui m
    ma mais me mes moi mon n ne nos notre nous on ou par pas pour qu que qui s sa sans se ses si son sont sur t
    ta te tes toi ton tu un une vos votre vous y comment faire puis ad agli ai al alla alle allo anche che chi
    ci come con da dal dalla dei del della delle di e gli ho i il in io la le lei lo loro ma mi mio mia nei nel
    nella non o per piu quando se sono su sua suo sul sulla ti tra tu un una uno vi fare an and are as at be
    but by can do does for from has have how i in is it its me my not of or our she that the their they this to
    was we what when where which who will with you your في من على الي عن ان هل ما ماذا كيف اين متي هذا هذه ذلك
    التي الذي هو هي او ثم مع كل بعد قبل عند لا لم لن قد انا انت نحن يا و
"""
_EMPTY: Final = frozenset(_EVERYWHERE.split())


def folded(text: str) -> str:
    """Small letters without accents and vowel marks; Arabic letters that clerks confuse made one.

    >>> folded("Équivalence"), folded("المَدْرَسَة"), folded("إقامة")
    ('equivalence', 'المدرسه', 'اقامه')
    """
    bare = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    taken = "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one))
    return taken.translate(_LETTERS)


def words(text: str) -> Iterator[str]:
    """The words of a text that a search may be about, folded; empty ones are left out.

    >>> list(words("L'école de mes enfants, au 1er étage"))
    ['ecole', 'enfants', '1er', 'etage']
    """
    return (word for word in WORD.findall(folded(text)) if word not in _EMPTY)


def stems(text: str, language: Language) -> set[str]:
    """What a text is about, word by word, as kept in an index.

    >>> sorted(stems("Les retraites et les pensions", "fr"))
    ['fr:pension', 'fr:retrait']
    """
    return {f"{language}:{stem(word, language)}" for word in words(text)}


@lru_cache(maxsize=8192)
def stem(word: str, language: Language) -> str:
    """A folded word without its endings.

    Arabic letters are read as Arabic in every language, and Latin ones inside Arabic as French.

    >>> [stem(word, "it") for word in ("scuola", "scuole", "banche", "lavorare", "lavori")]
    ['scuol', 'scuol', 'banc', 'lavor', 'lavor']
    >>> [stem(folded(word), "ar") for word in ("المدرسة", "مدرسة", "والمدرسة", "المعاشات", "معاش")]
    ['مدرس', 'مدرس', 'مدرس', 'معاش', 'معاش']
    """
    if any(one.isdigit() for one in word):
        return word
    if _ARABIC.search(word):
        return _arabic(word)
    return _LATIN["fr" if language == "ar" else language](word)


def _ending(word: str, endings: tuple[tuple[str, str], ...], shortest: int) -> str:
    """The word with the first ending that fits replaced, where enough of it is left."""
    for ending, instead in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: len(word) - len(ending)] + instead
    return word


_FRENCH_MANY: Final = (("eaux", "eau"), ("aux", "al"), ("x", ""), ("s", ""))
_FRENCH_KIND: Final = (
    *(("issements", ""), ("issement", ""), ("ations", ""), ("ation", ""), ("ateurs", ""), ("ateur", "")),
    *(
        ("euse", "eu"),
        ("trice", ""),
        ("ienne", "ien"),
        ("elle", "el"),
        ("enne", "en"),
        ("ette", "et"),
        ("iere", "i"),
        ("ere", ""),
    ),
    *(
        ("ements", ""),
        ("ement", ""),
        ("iques", "iqu"),
        ("ique", "iqu"),
        ("ees", ""),
        ("ee", ""),
        ("er", ""),
        ("ez", ""),
    ),
)


def _french(word: str) -> str:
    word = _ending(word, _FRENCH_MANY, 3)
    word = _ending(word, _FRENCH_KIND, 4)
    word = _ending(word, (("e", ""),), 3)
    # travailler beside travail, pensionner beside pension.
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


_ITALIAN: Final = (
    *(("azioni", ""), ("azione", ""), ("amenti", ""), ("amento", ""), ("imenti", ""), ("imento", "")),
    *(
        ("iere", "ier"),
        ("are", ""),
        ("ere", ""),
        ("ire", ""),
        ("ando", ""),
        ("endo", ""),
        ("ato", ""),
        ("ata", ""),
        ("ati", ""),
        ("ate", ""),
    ),
    *(("che", "c"), ("chi", "c"), ("ghe", "g"), ("ghi", "g")),
    *(("ie", ""), ("ia", ""), ("io", ""), ("ii", ""), ("a", ""), ("e", ""), ("i", ""), ("o", "")),
)


def _italian(word: str) -> str:
    return _ending(word, _ITALIAN, 3)


_ENGLISH_MANY: Final = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("ss", "ss"),
    ("us", "us"),
    ("s", ""),
)
_ENGLISH_KIND: Final = (
    ("ations", ""),
    ("ation", ""),
    ("ments", ""),
    ("ment", ""),
    ("ings", ""),
    ("ing", ""),
    ("ed", ""),
)


def _english(word: str) -> str:
    word = _ending(word, _ENGLISH_MANY, 3)
    word = _ending(word, _ENGLISH_KIND, 3)
    word = _ending(word, (("e", ""), ("y", "i")), 3)
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiousl" else word


_BEFORE: Final = ("وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل")
_ARABIC_ENDINGS: Final = """
    اتها اتهم اتك تها تهم تكم يات يون يين ها هم كم نا ات ون ين ان يه تي تك ه ي ك
"""
_BEHIND: Final = tuple((ending, "") for ending in _ARABIC_ENDINGS.split())


def _arabic(word: str) -> str:
    bare = word if word in _BROKEN else _without_head(word)
    bare = _BROKEN.get(bare, bare)
    return _ending(bare, _BEHIND, 3)


def _without_head(word: str) -> str:
    for head in _BEFORE:
        if word.startswith(head) and len(word) - len(head) >= 3:
            return word[len(head) :]
    return word


#: Plurals that change inside the word; no ending tells them, so those of this house are written down with their singular.
_PLURALS: Final = """
    مدارس مدرس اعمال عمل اشغال شغل عمال عامل حقوق حق اطفال طفل اولاد ولد ابناء ابن مراكز مركز مكاتب مكتب
    مصالح مصلح مستشفيات مستشفي اطباء طبيب ادويه دواء عقود عقد قوانين قانون وثايق وثيق اوراق ورق رسوم رسم
    ديون دين اسر اسر عايلات عايل نساء امرا رجال رجل شباب شاب شبان شاب اجانب اجنبي مهاجرون مهاجر طلاب طالب
    طلبه طالب مشاريع مشروع مقاولات مقاول شواهد شهاد شهادات شهاد دبلومات دبلوم اجور اجر رواتب راتب تاشيرات تاشير
    سفن سفين قوارب قارب ارقام رقم خطوط خط بلدان بلد دول دول منازل منزل بيوت بيت سيارات سيار جمارك جمرك
    ضرايب ضريب مداخيل دخل امراض مرض حوامل حامل محاكم محكم محامون محام محامين محام
"""
_PAIRS: Final = _PLURALS.split()
_BROKEN: Final = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_LATIN: Final[dict[Language, Callable[[str], str]]] = {"fr": _french, "it": _italian, "en": _english}
