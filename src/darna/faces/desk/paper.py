"""The consent form on paper, from the notice that is read aloud: in one language, or Arabic and French side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.translation import get_language

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_agencies
from darna.base.codelists.queries import codes
from darna.base.paper import pdf_of
from darna.domains.people.values import SHARING
from darna.faces.desk import notices
from darna.faces.shell.languages import OWN_NAMES
from darna.kernel.clock import today

#: The sheets that are offered, by the word in the question of the address.
SHEETS: Final[dict[str, tuple[str, ...]]] = {"ar-fr": ("ar", "fr"), **{code: (code,) for code in OWN_NAMES}}
#: Lines on which the person names with whom it may be shared.
_LINES_FOR_RECIPIENTS: Final = range(3)


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one language."""

    language: str
    direction: str
    agency: str
    heading: str
    purposes: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ConsentSheet:
    """One form to sign; without a reference it is a blank one."""

    key: str
    version: str
    reference: str
    sides: tuple[Side, ...]
    #: Each point of the notice, as title and text by side.
    points: tuple[tuple[tuple[Side, str, str], ...], ...]
    person_id: UUID | None = None

    @property
    def code(self) -> str:
        """By which the signed paper is found again: whose it is, which words were read, in which languages."""
        return " / ".join(part for part in (self.reference, self.version, self.key) if part)

    @property
    def language(self) -> str:
        """The first language of the sheet."""
        return self.sides[0].language

    @property
    def lines(self) -> range:
        """Lines for those with whom it may be shared."""
        return _LINES_FOR_RECIPIENTS


def sheet_key(asked: str) -> str:
    """The sheet that was asked for; both languages of the country unless the page speaks another one."""
    if asked in SHEETS:
        return asked
    here = (get_language() or "fr")[:2]
    return here if here in {"it", "en"} else "ar-fr"


def consent_sheet(actor: Actor, key: str, *, reference: str = "", person_id: UUID | None = None) -> ConsentSheet:
    """A form in the words of the notice that is read today. One query for each language."""
    notice = notices.notice()
    sides = tuple(_side(actor, language, notice) for language in SHEETS[key])
    points = tuple(
        tuple((side, point.title.in_(side.language), point.text.in_(side.language)) for side in sides)
        for point in notice.points
    )
    return ConsentSheet(key, notice.version, reference, sides, points, person_id)


def consent_as_pdf(sheet: ConsentSheet) -> bytes:
    """The form on A4. Raises: NoPDF."""
    return pdf_of("desk/paper_consent_pdf.html", {"sheet": sheet}, style="desk/paper_consent_pdf.css")


def _side(actor: Actor, language: str, notice: notices.Notice) -> Side:
    on = today()
    purposes = tuple(
        (line.label.in_(language), line.code == SHARING) for line in codes("consent_purpose") if line.is_valid(on)
    )
    agency = names_of_agencies([actor.agency_id], language).get(actor.agency_id, "")
    direction = "rtl" if language == "ar" else "ltr"
    return Side(language, direction, agency, notice.heading.in_(language), purposes)
