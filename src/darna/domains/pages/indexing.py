"""By which words a text of a page is found."""

from __future__ import annotations

from typing import cast

from darna.kernel.markdown import to_text
from darna.methods.words import Language, stems


def stems_of(title: str, summary: str, body: str, language: str) -> dict[str, list[str]]:
    """The columns of a text that a search looks into."""
    spoken = cast(Language, language)
    title_stems = stems(title, spoken)
    every = title_stems | stems(summary, spoken) | stems(to_text(body), spoken)
    return {"stems": sorted(every), "title_stems": sorted(title_stems)}
