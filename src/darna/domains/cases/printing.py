"""Paper: the slip as a PDF with Arabic and French side by side."""

from __future__ import annotations

from darna.base.paper import NoPDF, pdf_of
from darna.domains.cases.values import Slip

__all__ = ["NoPDF", "slip_as_pdf"]


def slip_as_pdf(slip: Slip) -> bytes:
    """The slip on a sheet of A5, readable by screen readers. Raises: NoPDF."""
    return pdf_of("cases/slip_pdf.html", {"slip": slip}, style="cases/slip_pdf.css")
