"""Bring one catalogue in step with the template: new sentences empty, old ones gone, English filled by itself."""

from __future__ import annotations

import sys
from pathlib import Path

import polib

PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
    "fr": "nplurals=2; plural=(n > 1);",
    "it": "nplurals=2; plural=(n != 1);",
    "en": "nplurals=2; plural=(n != 1);",
}


def main(template: Path, target: Path, language: str) -> None:
    """Write `target` again, sorted by sentence, keeping what is translated."""
    kept = polib.pofile(str(target)) if target.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in kept if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = {
        "Project-Id-Version": "Darna",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    for entry in sorted(polib.pofile(str(template)), key=lambda e: (e.msgid, e.msgctxt or "")):
        fresh.append(_merged(entry, known.get((entry.msgctxt, entry.msgid)), language))
    fresh.save(str(target))
    missing = len(fresh.untranslated_entries())
    print(f"{language}: {len(fresh)} sentences, {missing} to translate")


def _merged(entry: polib.POEntry, old: polib.POEntry | None, language: str) -> polib.POEntry:
    merged = polib.POEntry(
        msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural, comment=entry.comment
    )
    merged.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if old is not None:
        merged.msgstr, merged.msgstr_plural = old.msgstr, old.msgstr_plural
    if entry.msgid_plural and not merged.msgstr_plural:
        count = 6 if language == "ar" else 2
        merged.msgstr_plural = dict.fromkeys(range(count), "")
    if language == "en" and not merged.msgid_plural:
        merged.msgstr = merged.msgstr or entry.msgid
    if language == "en" and merged.msgid_plural and not any(merged.msgstr_plural.values()):
        merged.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    return merged


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
