"""`darna rules` checks, lists and explains the law on a machine without a database or a key."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import yaml

from darna.domains.law.tests.makers import make_approved, make_keepers
from darna.faces.cli import exits
from darna.faces.cli.main import main
from darna.rules.book import ROOT
from darna.rules.engine.reading import load
from darna.rules.engine.situations import situations_in


@pytest.fixture
def situation(tmp_path: Path) -> Path:
    """One situation of the catalogue, as a file of its own."""
    source = next(path for path in sorted(ROOT.rglob("situations.yaml")))
    target = tmp_path / "mine.yaml"
    target.write_text(source.read_text("utf-8"), "utf-8")
    return target


def test_what_is_written_is_right_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "check", "--json"]) == exits.OK
    told = json.loads(capsys.readouterr().out)
    assert told["situations"] == len(list(situations_in(ROOT)))
    assert (told["written_wrong"], told["answered_otherwise"]) == ([], {})


def test_a_jurists_own_folder_is_checked_too(
    situation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = load(situation)
    told[0]["expect"]["answer"] = {"yes": "no"}.get(told[0]["expect"]["answer"], "yes")
    (tmp_path / "situations.yaml").write_text(yaml.safe_dump(told), "utf-8")
    assert main(["rules", "check", str(tmp_path)]) == exits.FOUND
    assert "answered otherwise" in capsys.readouterr().err


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_an_explanation_names_its_sources_in_four_languages(
    situation: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "explain", str(situation), "--lang", language]) == exits.OK
    told = capsys.readouterr().out
    assert "{" not in told
    assert {"ar": "المصادر", "fr": "Les sources", "it": "Le fonti", "en": "Sources"}[language] in told


def test_an_explanation_can_be_read_by_a_machine_and_asked_for_another_day(
    situation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "explain", str(situation), "--json", "--on", "2026-01-01"]) == exits.OK
    told = json.loads(capsys.readouterr().out)
    assert {one["on"] for one in told} == {"2026-01-01"}
    assert {one["answer"] for one in told} <= {"yes", "no", "unknown"}


def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wrong.yaml").write_text("- {name: x, question: nothing, on: 2026-01-01}\n", "utf-8")
    assert main(["rules", "explain", str(tmp_path / "wrong.yaml")]) == exits.INPUT
    assert "question" in capsys.readouterr().err
    assert main(["rules", "explain", str(tmp_path / "absent.yaml")]) == exits.INPUT


def test_every_question_has_a_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list", "--lang", "ar"]) == exits.OK
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert lines
    assert all(address != title for address, title in lines)


def test_what_was_approved_is_written_as_a_patch(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.PORTAL_DATABASE = "default"
    monkeypatch.setattr("darna.faces.cli.commands.rules.grounded", nullcontext)
    target = tmp_path / "patch.yaml"
    assert main(["rules", "patch", str(target)]) == exits.OK
    assert not target.exists()
    keepers = make_keepers()
    make_approved(keepers.first, keepers.second)
    assert main(["rules", "patch", str(target)]) == exits.OK
    assert list(load(target)) == ["portability/ma_fr_2007/parameters.yaml"]
    capsys.readouterr()
    assert main(["rules", "patch"]) == exits.OK
    assert capsys.readouterr().out == target.read_text("utf-8")
    assert main(["rules", "patch", str(tmp_path / "nowhere" / "x.yaml")]) == exits.INPUT
