"""What the search of the public pages finds here, by the words people use for it in any of four languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.faces.portal.files import LISTS, Entry
from darna.faces.portal.searching import SEARCHES, Found, Result
from darna.kernel.text import LocalText
from darna.methods.words import Language, stems, wishes

#: What people call it; not shown.
CALLED: Final = LocalText(
    ar="معاش معاشات تقاعد متقاعد الضمان الاجتماعي صندوق CNSS فترات التأمين اشتراكات اتفاقية عملت في الخارج حقوقي سنوات العمل",
    fr="pension retraite retraité sécurité sociale CNSS périodes d'assurance cotisations convention carrière totalisation "
    "trimestres portabilité années de travail à l'étranger mes droits",
    it="pensione pensioni previdenza sociale INPS CNSS contributi periodi di assicurazione convenzione anni di lavoro "
    "totalizzazione all'estero i miei diritti",
    en="pension pensions retirement social security CNSS insurance periods contributions agreement career totalisation "
    "portability years of work abroad my rights",
)


def find_rights(question: str, language: str, most: int, using: str) -> Found:
    """The page on years of work, when a word of the question means it. No queries."""
    is_meant = any(not wish.stems.isdisjoint(_called()) for wish in wishes(question))
    return Found(_("What you can find out here"), [_result(language)] if is_meant and most else [])


def rights_page(using: str) -> Iterator[Entry]:
    """The page in the list of the site. No queries."""
    yield Entry("rights/")


def _result(language: str) -> Result:
    words = gettext(
        "Enter the periods you were insured in each country, and read what they open, why, and whom to ask."
    )
    return Result(reverse("portal:rights"), gettext("My rights from years of work"), words, "scale", language)


@cache
def _called() -> frozenset[str]:
    return frozenset(stem for language, text in CALLED.items() for stem in stems(text, cast(Language, language)))


if find_rights not in SEARCHES:
    SEARCHES.append(find_rights)
    LISTS.append(rights_page)
