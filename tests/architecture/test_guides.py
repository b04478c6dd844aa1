"""The tutorial and the guides of the roles name buttons and headings as the screen does; links in pages lead somewhere."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
CODES = ROOT / "src/darna/base/codelists/data"
LANGUAGES = ["ar", "fr", "it", "en"]
GUIDES = [
    "tutorial/first-case",
    *(f"how-to/{role}" for role in ("receptionist", "caseworker", "supervisor", "agency-administrator", "partner")),
]


def _words_on_screen(language: str) -> set[str]:
    catalogue = polib.pofile(str(ROOT / f"src/darna/locale/{language}/LC_MESSAGES/django.po"))
    sentences = {text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())}
    labels = {row[language] for path in CODES.glob("*.csv") for row in _rows(path) if language in row}
    return {_plain(words) for words in sentences | labels}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _plain(words: str) -> str:
    # A number stands where the page says it; spaces that do not break look like others in a text.
    return re.sub(r"%\(\w+\)s|A-\d+", "#", " ".join(words.split()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_bold_stands_on_the_screen(language: str) -> None:
    known = _words_on_screen(language)
    strange = [
        f"{guide}.{language}.md: {words}"
        for guide in GUIDES
        for words in re.findall(r"\*\*(.+?)\*\*", (ROOT / f"docs/{guide}.{language}.md").read_text("utf-8"))
        if _plain(words) not in known
    ]
    assert strange == []


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_has_the_same_parts_and_steps_in_every_language(guide: str) -> None:
    texts = [(ROOT / f"docs/{guide}.{language}.md").read_text("utf-8") for language in LANGUAGES]
    assert len({(len(re.findall(r"^#+ ", t, re.M)), len(re.findall(r"^\d\. ", t, re.M))) for t in texts}) == 1
    assert len({len(re.findall(r"\*\*.+?\*\*", text)) for text in texts}) == 1


def test_links_between_pages_lead_somewhere() -> None:
    # Pages shipped as data link to addresses of the portal, not to files; their own test follows those links.
    beside_code = [page for page in (ROOT / "src").rglob("*.md") if "data" not in page.parts]
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *beside_code]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists()
    ]
    assert broken == []
