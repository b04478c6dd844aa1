"""Paper: the sheet with the code that opens the link, in two languages side by side; nothing of the person is on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils import translation
from django.utils.safestring import SafeString

from darna.base.accounts.qr import drawn
from darna.base.agencies.queries import names_of_agencies
from darna.base.codelists.queries import label
from darna.base.paper import NoPDF, pdf_of
from darna.domains.links.actions.sending import address_of
from darna.domains.links.models import LinkReferral

__all__ = ["NoPDF", "Sheet", "sheet_as_pdf", "sheet_of"]

#: Beside the partner's language stands Arabic, and beside Arabic French.
_BESIDE: Final = {"ar": "fr"}


@dataclass(frozen=True, slots=True)
class Side:
    """One language of the sheet."""

    language: str
    direction: str
    house: str
    urgency_label: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the paper."""

    reference: str
    partner: str
    address: str
    picture: SafeString
    due_on: date
    expires_at: datetime | None
    sides: tuple[Side, ...]


def sheet_of(link: LinkReferral, root: str) -> Sheet:
    """The sheet of a link that is open. Two queries."""
    address = address_of(link, root)
    languages = (link.language, _BESIDE.get(link.language, "ar"))
    return Sheet(
        reference=link.reference,
        partner=link.partner.name,
        address=address,
        picture=drawn(address),
        due_on=link.due_on,
        expires_at=link.expires_at,
        sides=tuple(_side(link, language) for language in languages),
    )


def sheet_as_pdf(sheet: Sheet) -> bytes:
    """The sheet on A4, readable by screen readers. Raises: NoPDF."""
    return pdf_of("links/sheet_pdf.html", {"sheet": sheet}, style="links/sheet_pdf.css")


def _side(link: LinkReferral, language: str) -> Side:
    with translation.override(language):
        house = names_of_agencies([link.agency_id], language).get(link.agency_id, "")
        direction = "rtl" if language == "ar" else "ltr"
        return Side(language, direction, house, label("urgency", link.urgency))
