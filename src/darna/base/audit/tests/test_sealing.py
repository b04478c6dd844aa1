"""The chain of seals: what is finished is sealed once, what runs waits, and nobody but a job seals."""

from __future__ import annotations

from threading import Event, Thread

import psycopg
import pytest

from darna.base.audit import anchors
from darna.base.audit.actions import record
from darna.base.audit.sealing import anchor_now, bump_epoch, seal_forever, seal_now, unsealed
from darna.base.audit.tests.databases import House
from darna.base.audit.verify import Report, verify
from darna.base.rowsecurity.context import Context, Kind, acting, fresh_token

#: A transaction that runs elsewhere on the server holds a seal back, so nobody else may work meanwhile.
pytestmark = pytest.mark.alone


def checked(house: House, known: anchors.Anchors | None = None) -> Report:
    """The trail of a house, checked as the role backup checks it."""
    with house.connect("backup") as reader:
        return verify(reader, known or anchors.Anchors())


def test_what_people_did_is_sealed_and_holds(house: House) -> None:
    house.open_file()
    with acting(house.staff().context):
        record("person.searched", subject=("people.person", None), detail={"hash": "ab", "ids": []})
    seal = seal_now()
    report = checked(house)
    assert seal is not None
    assert seal.is_new
    assert report.ok, str(report.first_broken)
    assert (report.unsealed, report.seals) == (0, seal.number)
    assert report.entries >= 1
    assert report.changes >= 1


def test_what_waits_for_a_seal_is_counted(house: House) -> None:
    seal_now()
    assert unsealed() == 0
    house.open_file()
    assert unsealed() == 1
    seal_now()
    assert unsealed() == 0


def test_nothing_new_makes_no_seal(house: House) -> None:
    house.open_file()
    first = seal_now()
    second = seal_now()
    assert first is not None
    assert second is not None
    assert (second.number, second.hash, second.is_new) == (first.number, first.hash, False)


def test_what_still_runs_waits_for_the_next_seal(house: House) -> None:
    seal_now()
    with house.connect("app") as desk:
        desk.execute("select set_config('app.ctx', %s, true)", [fresh_token(house.staff().context)])
        desk.execute("select sec.record_entry('person.searched', 'people.person', null, null, '')")
        house.open_file("Later, but finished earlier")
        seal_now()
        desk.commit()
    assert checked(house).unsealed >= 1
    seal_now()
    report = checked(house)
    assert report.ok, str(report.first_broken)
    assert report.unsealed == 0


def test_only_a_job_seals(house: House) -> None:
    with house.connect("app") as desk:
        desk.execute("select set_config('app.ctx', %s, true)", [fresh_token(house.staff().context)])
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only a job"):
            desk.execute("select * from sec.seal()")


@pytest.mark.parametrize("call", ["sec.seal_up_to(1, 9)", "sec.bump_epoch()"])
def test_the_application_cannot_seal_ahead_or_begin_a_new_count(house: House, call: str) -> None:
    with house.connect("app") as desk, pytest.raises(psycopg.errors.InsufficientPrivilege):
        desk.execute(f"select {call}")


def test_two_sealers_do_not_race(house: House) -> None:
    house.open_file()
    with house.connect("app") as one, house.connect("app") as two:
        token = fresh_token(_job())
        for sealer in (one, two):
            sealer.execute("select set_config('app.ctx', %s, true)", [token])
        first = one.execute("select number, made from sec.seal()").fetchone()
        late: list[object] = []
        waiting = Thread(target=lambda: late.append(two.execute("select number, made from sec.seal()").fetchone()))
        waiting.start()
        one.commit()
        waiting.join(10)
        assert first is not None
        assert late == [(first[0], False)]
        two.commit()
    assert checked(house).ok


def test_an_anchor_is_a_line_in_a_file_that_only_the_owner_reads(house: House) -> None:
    house.open_file()
    anchor = anchor_now()
    assert anchor is not None
    assert anchors.read().standing[anchor.number].hash == anchor.hash
    assert anchors.place().stat().st_mode & 0o777 == 0o600
    anchors.place().unlink()


def test_the_loop_seals_and_anchors_before_it_stops(house: House) -> None:
    house.open_file()
    stop = Event()
    stop.set()
    seal_forever(stop, every=0)
    last = anchors.read().last
    assert last is not None
    assert checked(house, anchors.read()).ok
    anchors.place().unlink()


def test_a_restored_copy_goes_on_in_a_new_epoch_and_later_anchors_are_void(fresh_house: House) -> None:
    fresh_house.open_file("In the copy, sealed")
    anchor_now()
    fresh_house.open_file("In the copy, not sealed")
    anchors.write(99, b"\1" * 32)
    with fresh_house.connect("migrator") as restored:
        assert bump_epoch(restored) == 2
    fresh_house.open_file("After the restore")
    seal_now()
    report = checked(fresh_house, anchors.read())
    assert report.ok, str(report.first_broken)
    assert (report.unsealed, report.void_anchors) == (0, 1)
    anchors.place().unlink()


def _job() -> Context:
    return Context(Kind.JOB)


def test_the_functions_of_the_trail_are_for_those_who_need_them_only(house: House) -> None:
    asked = """select p.proname, array(select r.rolname::text from pg_roles r where r.rolname like 'darna_%%'
                 and r.rolname <> 'darna_super' and has_function_privilege(r.oid, p.oid, 'execute') order by 1)
               from pg_proc p where p.pronamespace = 'sec'::regnamespace and p.proname = any (%s)"""
    names = ["seal", "unsealed", "seal_up_to", "bump_epoch", "record_entry", "refuse_rewriting"]
    names += ["note_change", "note_additions"]
    with house.connect("super") as reader:
        found = {row[0]: set(row[1]) - {"darna_guard"} for row in reader.execute(asked, [names])}
    assert found == {
        "seal": {"darna_app"},
        "unsealed": {"darna_app"},
        "record_entry": {"darna_app"},
        "bump_epoch": {"darna_migrator"},
        "note_change": {"darna_owner"},
        "note_additions": {"darna_owner"},
        "refuse_rewriting": {"darna_owner"},
        "seal_up_to": set(),
    }
