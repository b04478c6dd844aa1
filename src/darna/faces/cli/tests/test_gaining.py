"""`darna rules gain` counts over all agencies, tells no small number and names nobody."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest

from darna.domains.cases.tests.makers import make_house
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.tests.test_gains import LACKS_ITALY, make_life
from darna.faces.cli import exits
from darna.faces.cli.main import main


@pytest.fixture
def on_the_ground(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the tests, already there."""
    monkeypatch.setattr("darna.faces.cli.gaining.grounded", nullcontext)


@pytest.mark.usefixtures("on_the_ground")
def test_the_command_adds_up_all_agencies(capsys: pytest.CaptureFixture[str]) -> None:
    house = make_house()
    for by in (house.worker, house.worker, house.worker, house.partner, house.partner):
        make_life(by, *LACKS_ITALY)
    assert main(["rules", "gain", "MA-IT", "--json"]) == exits.OK
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"persons": 5, "in_both": 5, "there": 5, "here": None, "either": 5, "open": None}
    assert (told["source"]["certainty"], told["law"]) == ("V", law_in_force().mark)
    assert main(["rules", "gain", "ma-it", "--lang", "fr"]) == exits.OK
    assert "Convention de sécurité sociale" in capsys.readouterr().out


@pytest.mark.usefixtures("on_the_ground")
@pytest.mark.parametrize("asked", ["MA-FR", "MA-XX", "IT", "FR-IT"])
def test_what_cannot_be_supposed_is_refused_with_what_can(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "gain", asked]) == exits.INPUT
    assert "MA-IT" in capsys.readouterr().err
