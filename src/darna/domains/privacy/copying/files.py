"""A copy as a file: JSON for machines, and a PDF to read, in the person's language."""

from __future__ import annotations

import json
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import override

from darna.base.paper import NoPDF, pdf_of
from darna.domains.privacy.copying.copies import Copy, Part, Row, Table
from darna.domains.privacy.copying.telling import language as spoken
from darna.domains.privacy.copying.values import Column, Missing, Section
from darna.kernel.locales import day_in_words, locale_of

__all__ = ["FORMAT", "VERSION", "NoPDF", "as_json", "as_pdf"]

FORMAT: Final = "darna-portable-copy"
VERSION: Final = 1


def as_json(copy: Copy) -> bytes:
    """The copy as UTF-8 JSON, told in the language in which it was gathered; see the reference of the format."""
    with override(copy.language):
        told = {
            "format": FORMAT,
            "version": VERSION,
            "person": {"reference": copy.reference},
            "kept_by": copy.agency.in_(copy.language),
            "made_at": copy.made_at.isoformat(),
            "language": copy.language,
            "key": "open" if copy.is_readable else "destroyed",
            "left_out": [_section(section) for section in copy.left_out],
            "sections": [{**_section(part.section), "tables": _tables(part)} for part in copy.parts],
        }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def as_pdf(copy: Copy, language: str) -> bytes:
    """The copy on sheets of A4 in that language; its title names nobody. Raises: NoPDF."""
    with override(language):
        context = {
            "copy": copy,
            "parts": copy.parts,
            "agency": copy.agency.in_(spoken()),
            "made_on": day_in_words(timezone.localtime(copy.made_at).date(), locale_of(spoken())),
            "language": spoken(),
        }
        return pdf_of("privacy/copy_pdf.html", context, style="privacy/copy_pdf.css")


def _section(section: Section) -> dict[str, str]:
    return {"section": section.code, "title": str(section.title)}


def _tables(part: Part) -> list[dict[str, Any]]:
    return [_table(table) for table in part.tables if table.rows]


def _table(table: Table) -> dict[str, Any]:
    return {"table": table.code, "title": str(table.title), "rows": [_row(row) for row in table.rows]}


def _row(row: Row) -> dict[str, Any]:
    values, words = row.values, row.words
    return {
        column.name: _cell(column, value, values[column.name], words[number])
        for number, (column, value) in enumerate(row.cells)
    }


def _cell(column: Column, value: object, plain: object, words: tuple[str, str]) -> dict[str, Any]:
    label, said = words
    if isinstance(value, Missing):
        return {"label": label, "withheld": value.value}
    told = {"label": label, "value": plain}
    return told if said == plain else {**told, "words": said}
