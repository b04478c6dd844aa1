"""`darna check` names a setting that cannot be used, and an organisation that does not sign anybody in, with a remedy."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import LazySettings

from darna.base.accounts.organisations import asking
from darna.base.accounts.tests.provider import running
from darna.base.documents.tests.clamd import Clamd
from darna.faces.cli.commands import check


def test_a_setting_that_stops_the_start_is_one_line_with_a_remedy() -> None:
    said = "DARNA_OIDC_MINISTRY_SECRET: it is missing. Write it, or take ministry out of DARNA_OIDC."
    with patch.object(check, "set_up_django", side_effect=RuntimeError(said)):
        (line,) = check._settings()
    assert (line.what, line.state, line.found) == ("Settings", "problem", said)
    assert "settings.md" in line.remedy


@pytest.mark.django_db
def test_it_says_as_whom_the_public_pages_ask_and_how_to_narrow_that() -> None:
    line = check._portal()
    assert (line.state, line.found) == ("note", "darna_app")
    assert "DATABASE_PORTAL_URL" in line.remedy


def test_it_says_whether_an_antivirus_looks_through_files(settings: LazySettings, tmp_path: Path) -> None:
    place = tmp_path / "clamd"
    settings.DARNA_CLAMD_SOCKET = ""
    none = check._antivirus()
    assert (none.state, none.found) == ("note", "not asked")
    assert "DARNA_CLAMD_SOCKET" in none.remedy
    settings.DARNA_CLAMD_SOCKET = str(place)
    silent = check._antivirus()
    assert (silent.state, silent.found) == ("problem", "does not answer")
    clamd = Clamd(place, b"stream: OK")
    clamd.start()
    assert (check._antivirus().state, check._antivirus().found) == ("ok", "answers")
    clamd.door.close()


def test_an_organisation_that_answers_is_well(settings: LazySettings) -> None:
    with running() as provider:
        settings.DARNA_ORGANISATIONS = provider.settings()
        (line,) = check._organisations()
    assert (line.what, line.state) == ("Sign-in with ministry", "ok")


def test_an_issuer_that_calls_itself_otherwise_is_named_with_what_to_write(settings: LazySettings) -> None:
    with running() as provider:
        provider.described = {"issuer": "https://id.example.org"}
        settings.DARNA_ORGANISATIONS = provider.settings()
        (line,) = check._organisations()
    assert line.state == "problem"
    assert "DARNA_OIDC_MINISTRY_ISSUER=https://id.example.org" in line.remedy


def test_a_server_that_is_gone_is_named_with_its_setting(settings: LazySettings) -> None:
    with running() as provider:
        settings.DARNA_ORGANISATIONS = provider.settings(issuer="http://127.0.0.1:9", code="odco-rabat")
        (line,) = check._organisations()
    assert line.state == "problem"
    assert "DARNA_OIDC_ODCO_RABAT_ISSUER" in line.remedy


def test_without_a_setting_nobody_is_asked(settings: LazySettings) -> None:
    settings.DARNA_ORGANISATIONS = []
    with patch.object(asking._OPENER, "open") as asked:
        assert list(check._organisations()) == []
    assert not asked.called
