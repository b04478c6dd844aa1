"""What somebody looks for: each word of a question, with what means the same in the four languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from darna.methods.words.stems import LANGUAGES, LONGEST, WORD, Language, stem, stems, words

#: More words than these make a search slower and no better.
MOST: Final = 8
#: Words that mean the same to whoever asks at the door of a house of migrants; a group on each line.
_SAME: Final = """
retraite pension pensione retirement معاش تقاعد متقاعد vieillesse vecchiaia
école scolarité scolarisation scuola school مدرسة تمدرس
santé soins sanità salute cure health صحة علاج
médecin docteur medico dottore doctor طبيب
hôpital ospedale hospital مستشفى
travail emploi boulot lavoro impiego work job employment عمل شغل
séjour soggiorno residence إقامة
visa visto تأشيرة فيزا
argent soldi denaro money فلوس مال
impôt tasse tassa tax ضريبة
douane dogana customs جمارك ديوانة جمرك
voiture véhicule auto macchina car سيارة
diplôme diploma titolo شهادة دبلوم
équivalence reconnaissance equipollenza riconoscimento recognition معادلة
naissance nascita birth ولادة ازدياد
mariage matrimonio marriage زواج
enfant bambino minore child children طفل قاصر
femme donna woman women امرأة
jeune giovane young شاب
asile réfugié asilo rifugiato asylum refugee لجوء لاجئ
danger violence pericolo violenza danger violence خطر عنف
coopérative cooperativa cooperative تعاونية
entreprise société impresa azienda business company مقاولة شركة
investir investissement investire investimento invest investment استثمار
formation formazione corso training course تكوين تدريب
études étudier studi studiare studies study دراسة
université università university جامعة
avocat avvocato lawyer محام محامي
loi legge law قانون
droit diritto right حق
contrat contratto contract عقد
salaire stipendio salario wage salary أجر راتب
logement hébergement alloggio casa housing house سكن إيواء
retour rentrer ritorno return عودة رجوع
frontière frontiera border حدود
mer bateau mare barca sea boat بحر قارب
passeport passaporto passport جواز
consulat consolato consulate قنصلية
aide aiuto help support مساعدة دعم
assurance couverture assicurazione copertura insurance cover تأمين تغطية
cnss الضمان
italie italia italy إيطاليا
espagne spagna spain إسبانيا
france francia فرنسا
allemagne germania germany ألمانيا
belgique belgio belgium بلجيكا
maroc marocco morocco المغرب
étranger estero abroad خارج
payer pagare pay paid أداء دفع
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """One word of a question: what an index may hold for it, in any language."""

    word: str
    stems: frozenset[str]


def wishes(question: str) -> tuple[Wish, ...]:
    """The words of a question, each with its forms and what means the same; at most eight.

    >>> [wish.word for wish in wishes("Où est ma retraite ?")]
    ['retraite']
    >>> "ar:تقاعد" in wishes("retraites")[0].stems
    True
    """
    asked = list(dict.fromkeys(words(question[:LONGEST])))[:MOST]
    return tuple(Wish(word, _forms(word)) for word in asked)


def parts(text: str, asked: Iterable[Wish], language: Language) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is one of the words asked for.

    >>> list(parts("Vos retraites, ici", wishes("pension"), "fr"))
    [('Vos ', False), ('retraites', True), (', ici', False)]
    """
    wanted = frozenset().union(*(wish.stems for wish in asked))
    at = 0
    for word in WORD.finditer(text):
        if stems(word[0], language) & wanted:
            if word.start() > at:
                yield text[at : word.start()], False
            yield word[0], True
            at = word.end()
    if at < len(text):
        yield text[at:], False


def _forms(word: str) -> frozenset[str]:
    own = {f"{language}:{stem(word, language)}" for language in LANGUAGES}
    groups = _groups()
    # A word of one language must not borrow the meaning of a like one of another: only whole groups of its form count.
    return frozenset(own.union(*(groups[one] for one in own if one in groups)))


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Each form of each word of a group, with all forms of that group."""
    found: dict[str, frozenset[str]] = {}
    for line in _SAME.strip().splitlines():
        forms = frozenset(f"{language}:{stem(word, language)}" for word in words(line) for language in LANGUAGES)
        for form in forms:
            found[form] = found.get(form, frozenset()) | forms
    return found
