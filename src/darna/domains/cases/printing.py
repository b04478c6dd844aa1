"""Paper: the slip as a PDF with Arabic and French side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fontpkg_amiri
from django.template.loader import render_to_string

from darna.domains.cases.values import Slip

_FONTS = Path(fontpkg_amiri.__file__).parent / "files"
# Amiri and no other: with some fonts the text behind the page holds other Arabic words than those drawn.
_FACES = {"regular": (_FONTS / "Amiri-Regular.ttf").as_uri(), "bold": (_FONTS / "Amiri-Bold.ttf").as_uri()}


class NoPDF(RuntimeError):
    """This machine lacks the libraries that draw text for a PDF."""


def slip_as_pdf(slip: Slip) -> bytes:
    """The slip on a sheet of A5, readable by screen readers. Raises: NoPDF."""
    weasyprint = _press()
    # Anew for each sheet: the library keeps its copy of a font in the system's temporary folder, which is swept.
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=render_to_string("cases/slip_pdf.css", _FACES), font_config=fonts)
    html = weasyprint.HTML(string=render_to_string("cases/slip_pdf.html", {"slip": slip}))
    body: bytes = html.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return body


def _press() -> Any:
    """The library. Raises: NoPDF."""
    # Imported at the first PDF only: it takes seconds to load and needs Pango, which not every machine has.
    try:
        import weasyprint.text.fonts
    except (ImportError, OSError) as lacking:
        raise NoPDF(str(lacking)) from lacking
    return weasyprint
