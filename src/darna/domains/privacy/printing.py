"""Paper: the certificate of an erasure, in Arabic and in the person's language."""

from __future__ import annotations

from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from darna.base.paper import NoPDF, pdf_of
from darna.domains.privacy.values import CertificateLine
from darna.domains.privacy.wording import RULES

__all__ = ["NoPDF", "certificate_as_pdf"]

#: What the paper says, each by a word that its template knows it by.
WORDS: Final[dict[str, Promise]] = {
    "title": _("Certificate of erasure"),
    "number": _("Number of the certificate"),
    "file": _("Reference of the file"),
    "at": _("Erased on"),
    "rule": _("Ground"),
    "done": _("What was done"),
    "key": _("The key of this person was destroyed. What was sealed under it can be opened by nobody any more."),
    "deleted": _("Rows deleted"),
    "emptied": _("Rows emptied of everything personal"),
    "remains": _("What remains"),
    "kept": _(
        "That a file with this reference existed, when cases were open, and this erasure; without a name, and without a "
        "way back to one."
    ),
    "copies": _("Older copies of the database"),
    "until": _("The last one expires on"),
    "unknown": _("The day on which the last one expires is told by the agency."),
    "restore": _("Whoever restores one erases the person again before anything is opened."),
    "to": _("Handed to"),
    "day": _("Day and signature"),
}


def certificate_as_pdf(line: CertificateLine, agency: str) -> bytes:
    """The certificate on a sheet of A4, readable by screen readers; it names nobody. Raises: NoPDF."""
    other = "fr" if line.language == "ar" else line.language
    context = {"line": line, "agency": agency, "language": other, "ar": _in("ar", line), "other": _in(other, line)}
    return pdf_of("privacy/certificate_pdf.html", context, style="privacy/certificate_pdf.css")


def _in(language: str, line: CertificateLine) -> dict[str, Any]:
    with override(language):
        words: dict[str, Any] = {key: str(word) for key, word in WORDS.items()}
        return {**words, "rule_told": str(RULES.get(line.rule, line.rule))}
