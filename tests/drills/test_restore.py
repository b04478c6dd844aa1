"""A copy is put back whole, keeps erasures, and a wrong or broken one is refused before anything is touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.drills.conftest import Installation

pytestmark = pytest.mark.drill

_ERASE = """
import sys
from darna.faces.cli.ground import set_up_django
set_up_django()
from darna.base.agencies.models import Membership
from darna.base.agencies.queries import actor_of
from darna.base.rowsecurity.context import acting
from darna.domains.people import actions
m = Membership.objects.using("migrator").select_related("agency", "account").get(role="data_officer")
actor = actor_of(m)
with acting(actor.context):
    actions.erase_person(__import__("uuid").UUID(sys.argv[1]), "request_of_the_person", by=actor)
"""
_SHAPE = "select (select count(*) from people_person), (select count(*) from cases_encounter), (select count(*) from pg_policy)"


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    """A passphrase in a file."""
    place = tmp_path / "passphrase"
    place.write_text("douze femmes tissent ensemble\n", "utf-8")
    return place


def _copy(installation: Installation, tmp_path: Path, passphrase: Path) -> Path:
    out = tmp_path / "darna.backup"
    done = installation.run("db", "backup", "--out", str(out), "--passphrase-file", str(passphrase))
    assert done.returncode == 0, done.stderr
    return out


def test_a_restore_brings_everything_back_but_not_who_was_erased(
    installation: Installation, tmp_path: Path, passphrase: Path
) -> None:
    installation.run("db", "start")
    person = installation.ask(
        "select p.id from people_person p join agencies_agency a on a.id = p.agency_id"
        " where a.slug = 'maison' and not is_protected and erased_at is null"
        " and not exists (select 1 from retention_retentionhold h where h.person_id = p.id) order by p.reference limit 1"
    )[0][0]
    before = installation.ask(_SHAPE)
    out = _copy(installation, tmp_path, passphrase)
    erased = subprocess.run(
        [sys.executable, "-c", _ERASE, str(person)],
        env=installation.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert erased.returncode == 0, erased.stderr
    done = installation.run("db", "restore", str(out), "--passphrase-file", str(passphrase))
    assert done.returncode == 0, done.stdout + done.stderr
    after = installation.ask(_SHAPE)
    assert after[0][0] == before[0][0]
    assert after[0][2] == before[0][2]
    row = installation.ask(
        "select given_name || family_name || given_name_ar || family_name_ar, erased_at is not null"
        f" from people_person where id = '{person}'"
    )
    assert row == [("", True)]
    assert installation.ask(f"select count(*) from keys_personkey where person_id = '{person}'") == [(0,)]
    verified = installation.run("audit", "verify")
    assert verified.returncode == 0, verified.stderr
    listed = installation.run("user", "list")
    assert "caseworker@maison.example" in listed.stdout


@pytest.mark.parametrize(("harm", "code"), [("wrong passphrase", 6), ("cut short", 7), ("one bit turned", 7)])
def test_a_copy_that_cannot_be_trusted_is_refused_and_the_data_stay(
    installation: Installation, tmp_path: Path, passphrase: Path, harm: str, code: int
) -> None:
    installation.run("db", "start")
    out = _copy(installation, tmp_path, passphrase)
    before = installation.ask("select count(*), max(registered_at) from people_person")
    body = bytearray(out.read_bytes())
    if harm == "wrong passphrase":
        passphrase.write_text("something else entirely\n", "utf-8")
    elif harm == "cut short":
        out.write_bytes(body[: len(body) - 1000])
    else:
        body[len(body) // 2] ^= 1
        out.write_bytes(body)
    done = installation.run("db", "restore", str(out), "--passphrase-file", str(passphrase))
    assert done.returncode == code, done.stdout + done.stderr
    assert installation.ask("select count(*), max(registered_at) from people_person") == before
