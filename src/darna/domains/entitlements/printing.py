"""Paper: the letter of a claim to its office, in one of four languages; the person signs it."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from darna.base.paper import pdf_of
from darna.domains.entitlements.values import ClaimLetter
from darna.kernel.clock import today
from darna.kernel.locales import day_in_words, locale_of

#: What the letter says, each by a word that its template knows it by.
WORDS: Final[dict[str, Promise]] = {
    "request": _("Request"),
    "appeal": _("Appeal against a decision"),
    "to": _("To"),
    "from": _("From"),
    "reference": _("Our reference"),
    "asks": _("I ask for the following right, and for an answer in writing with its reasons:"),
    "appeals": _("I disagree with your decision on the following right, and ask you to look at it again:"),
    "decided": _("Day of the decision"),
    "reasons": _("My reasons"),
    "enclosed": _("Enclosed papers"),
    "rests": _("Texts on which I rely"),
    "signed": _("Place, day and signature"),
}


def letter_as_pdf(letter: ClaimLetter) -> bytes:
    """The letter on a sheet of A4, readable by screen readers, with room for reasons and a signature.

    Raises: NoPDF.
    """
    with override(letter.language):
        words = {key: str(word) for key, word in WORDS.items()}
    locale = locale_of(letter.language)
    days = {
        "written": day_in_words(today(), locale),
        "answered": day_in_words(letter.answered_on, locale) if letter.answered_on else "",
    }
    context = {"letter": letter, "words": words, "days": days, "direction": "rtl" if letter.language == "ar" else "ltr"}
    return pdf_of("entitlements/letter_pdf.html", context, style="entitlements/letter_pdf.css")
