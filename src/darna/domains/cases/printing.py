"""Paper: the slip as a PDF with Arabic and French side by side."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from django.template.loader import render_to_string

from darna.domains.cases.values import Slip


class NoPDF(RuntimeError):
    """This machine lacks the libraries that draw text for a PDF."""


def slip_as_pdf(slip: Slip) -> bytes:
    """The slip on a sheet of A5. Raises: NoPDF."""
    html = render_to_string("cases/slip_pdf.html", {"slip": slip})
    weasy, config, sheets = _press()
    body: bytes = weasy.HTML(string=html, url_fetcher=_fetch_nothing).write_pdf(
        stylesheets=sheets, font_config=config, pdf_variant="pdf/ua-1"
    )
    return body


@cache
def _press() -> tuple[Any, Any, list[Any]]:
    """The library, its fonts and the style of the sheet. Raises: NoPDF."""
    # Imported at the first PDF only: it takes seconds to load and needs Pango, which not every machine has.
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as lacking:
        raise NoPDF(str(lacking)) from lacking
    config = FontConfiguration()
    # Amiri and no other: with some fonts the text behind the page holds other Arabic words than those drawn.
    style = render_to_string("cases/slip_pdf.css", {"amiri": _font("Amiri-Regular"), "bold": _font("Amiri-Bold")})
    return weasyprint, config, [weasyprint.CSS(string=style, font_config=config)]


def _font(name: str) -> str:
    return (files("fontpkg.amiri") / f"{name}.ttf").as_uri()  # type: ignore[attr-defined]
