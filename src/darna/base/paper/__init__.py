"""Paper: a page as a PDF that keeps Arabic words as they are read, where the machine has what that needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import fontpkg_amiri
from django.template.loader import render_to_string

_FONTS = Path(fontpkg_amiri.__file__).parent / "files"
# Amiri and no other: with some fonts the text behind the page holds other Arabic words than those drawn.
AMIRI: Final = {"regular": (_FONTS / "Amiri-Regular.ttf").as_uri(), "bold": (_FONTS / "Amiri-Bold.ttf").as_uri()}


class NoPDF(RuntimeError):
    """This machine lacks the libraries that draw text for a PDF."""


def pdf_of(template_name: str, context: Mapping[str, Any], *, style: str) -> bytes:
    """A page drawn from a template, readable by screen readers.

    Shape: `style` names a template of CSS, which is given the addresses of the fonts as `regular` and `bold`.
    Raises: NoPDF.
    """
    weasyprint = _press()
    # Anew for each sheet: the library keeps its copy of a font in the system's temporary folder, which is swept.
    fonts = weasyprint.text.fonts.FontConfiguration()
    sheet = weasyprint.CSS(string=render_to_string(style, AMIRI), font_config=fonts)
    html = weasyprint.HTML(string=render_to_string(template_name, dict(context)))
    body: bytes = html.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    return body


def _press() -> Any:
    """The library. Raises: NoPDF."""
    # Imported at the first PDF only: it takes seconds to load and needs Pango, which not every machine has.
    try:
        import weasyprint.text.fonts
    except (ImportError, OSError) as lacking:
        raise NoPDF(str(lacking)) from lacking
    return weasyprint
