"""Paper: the sheet a person signs, with every heading in Arabic and in the language of the page."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from darna.base.paper import NoPDF, pdf_of
from darna.domains.planning.values import PlanCard

__all__ = ["NoPDF", "sheet_as_pdf"]

#: What the sheet says, each by a word that its template knows it by.
WORDS: Final[dict[str, Promise]] = {
    "title": _("What we agreed to do"),
    "plan": _("Plan"),
    "goal": _("What we want to reach together"),
    "person": _("What the person does"),
    "others": _("What the house and institutions do"),
    "by": _("By which day"),
    "read": _(
        "This sheet was read to me in a language I understand. I can ask for changes and say no at any time; that "
        "takes no help away from me. I received a copy."
    ),
    "signs_person": _("The person"),
    "signs_guardian": _("Under 18: parent or guardian"),
    "signs_witness": _("Witness or interpreter, if there is one"),
    "signs_worker": _("For the house: who accompanies"),
    "signs_supervisor": _("For the house: who approved"),
    "day": _("Day and signature"),
}


def sheet_as_pdf(plan: PlanCard, agency: str) -> bytes:
    """The plan on a sheet of A4 with places to sign, readable by screen readers; nothing on it names the person.

    Raises: NoPDF.
    """
    other = (get_language() or "fr")[:2]
    other = "fr" if other == "ar" else other
    context = {"plan": plan, "agency": agency, "ar": _in("ar"), "other": _in(other), "language": other}
    return pdf_of("planning/sheet_pdf.html", context, style="planning/sheet_pdf.css")


def _in(language: str) -> dict[str, str]:
    with override(language):
        return {key: str(word) for key, word in WORDS.items()}
