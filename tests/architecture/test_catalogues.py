"""Four catalogues, complete, in step with the code, with the placeholders of the original."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src/darna/locale"
LANGUAGES = ["ar", "fr", "it", "en"]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every sentence that stands in the code now."""
    target = tmp_path_factory.mktemp("messages") / "django.pot"
    subprocess.run(["bash", "scripts/messages.sh", "--extract", str(target)], cwd=ROOT, check=True, capture_output=True)
    return {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(target))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_holds_every_sentence_of_the_code(language: str, wanted: set[tuple[str, str]]) -> None:
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))
    held = {(entry.msgctxt or "", entry.msgid) for entry in catalogue if not entry.obsolete}
    assert sorted(wanted - held) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete_and_sure(language: str) -> None:
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_named_placeholders(language: str) -> None:
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES/django.po"))
    wrong = []
    for entry in catalogue:
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not set(PLACEHOLDER.findall(text)) <= wanted:
                wrong.append(entry.msgid)
            if text and not entry.msgid_plural and set(PLACEHOLDER.findall(text)) != wanted:
                wrong.append(entry.msgid)
    assert wrong == []


def test_every_name_that_code_gives_to_gettext_is_known_to_the_extraction() -> None:
    known = set(re.findall(r'"(\w+?)(?::[\dc,]+)?",', (ROOT / "scripts/extract_messages.py").read_text("utf-8")))
    named = re.compile(r"import n?p?gettext(?:_lazy)? as (\w+)")
    used = {name for path in (ROOT / "src").rglob("*.py") for name in named.findall(path.read_text("utf-8"))}
    assert used - known - {"_"} == set()
