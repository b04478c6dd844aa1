"""Approved revisions taken into the files are the same law as approved revisions beside them."""

from __future__ import annotations

from datetime import date

import yaml

from darna.kernel.text import LocalText
from darna.rules.book import ROOT, Book, book
from darna.rules.engine.citations import Certainty, Source
from darna.rules.engine.reading import instrument_from, load
from darna.rules.engine.revisions import Revision, with_revisions
from darna.rules.patching import merged, patch, patch_text

SOURCE = Source(
    "decree_2026", LocalText(fr="Un décret d'essai"), "decree", "un essai", Certainty.VERIFIED, date(2026, 11, 22)
)


def a_revision(known: Book) -> Revision:
    name = sorted(
        parameter.name
        for one in known.instruments.values()
        for parameter in one.parameters.values()
        if parameter.unit == "yes_no" and (ROOT / "portability" / one.id / "parameters.yaml").exists()
    )[0]
    return Revision(name, True, date(2031, 1, 1), SOURCE, Certainty.VERIFIED, date(2026, 11, 22), "article 1")


def test_a_patch_taken_into_its_file_is_the_revised_law() -> None:
    known = book()
    revision = a_revision(known)
    now, aside = with_revisions(known.instruments, [revision])
    assert aside == ()
    told = yaml.safe_load(patch_text(known, now, ["2026-11-22: an example"]))
    ((file, part),) = told.items()
    assert instrument_from(merged(load(ROOT / file), part)).parameters == now[revision.holder].parameters
    assert list(part["sources"]) == ["decree_2026"]


def test_without_revisions_there_is_nothing_to_take_in() -> None:
    known = book()
    assert patch(known, known.instruments) == {}
    assert patch_text(known, known.instruments, ["x"]) == ""
