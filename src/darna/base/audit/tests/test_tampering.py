"""Eight ways in which somebody with every right over the database would falsify the trail, each found out."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from darna.base.audit import anchors
from darna.base.audit.actions import record
from darna.base.audit.anchors import Anchors
from darna.base.audit.sealing import anchor_now, seal_now
from darna.base.audit.tests.databases import House
from darna.base.audit.verify import Fault, Report, verify
from darna.base.rowsecurity.context import acting

#: A transaction that runs elsewhere on the server holds a seal back, so nobody else may work meanwhile.
pytestmark = pytest.mark.alone

NO_ANCHORS = Anchors()

FIRST_ENTRY = "(select min(id) from audit_entry)"
COPIED = "epoch, txid, at, kind, agency_id, membership_id, subject_id, verb, object_kind, object_id, person_id, detail"


@pytest.fixture
def trail(fresh_house: House) -> Iterator[House]:
    """Three seals over what five people did, the last one anchored."""
    for name in ("Hamid", "Fatima", "Yassine"):
        person, cipher = fresh_house.open_file(name)
        for _ in range(2):
            with acting(fresh_house.staff().context):
                record("person.opened", subject=("people.person", person), person_id=person, cipher=cipher)
        seal_now()
    anchor_now()
    yield fresh_house
    anchors.place().unlink()


def tampered(house: House, *deeds: str) -> tuple[Report, Report]:
    """What a check finds after a superuser has done this: by the chain alone, and with the anchors."""
    with house.connect("super") as intruder:
        intruder.execute("set session_replication_role = replica")
        for deed in deeds:
            assert intruder.execute(deed).rowcount, deed
    with house.connect("backup") as reader:
        return verify(reader, NO_ANCHORS), verify(reader, anchors.read())


def fault(report: Report) -> Fault | None:
    return report.first_broken.fault if report.first_broken else None


def test_nothing_is_found_where_nobody_tampered(trail: House) -> None:
    with trail.connect("backup") as reader:
        report = verify(reader, anchors.read())
    assert report.ok
    assert (report.seals, report.entries, report.unsealed, report.anchors) == (3, 6, 0, 1)


def test_an_edited_row_is_found_in_its_seal(trail: House) -> None:
    chain, _ = tampered(trail, f"update audit_entry set verb = 'person.searched' where id = {FIRST_ENTRY}")
    assert fault(chain) == Fault.ROWS_CHANGED
    assert chain.first_broken is not None
    assert chain.first_broken.seal == 1


def test_a_deleted_row_is_found_with_its_table_and_number(trail: House) -> None:
    with trail.connect("backup") as reader:
        (gone,) = reader.execute("select min(id) + 1 from audit_change").fetchone() or (0,)
    chain, _ = tampered(trail, f"delete from audit_change where id = {gone}")
    broken = chain.first_broken
    assert broken is not None
    assert (broken.fault, broken.table, broken.sealed - broken.found) == (Fault.ROWS_MISSING, "audit_change", 1)
    assert gone in broken.absent_ids


def test_a_backdated_row_is_found_in_the_seal_of_its_time(trail: House) -> None:
    chain, _ = tampered(
        trail, f"insert into audit_entry ({COPIED}) select {COPIED} from audit_entry where id = {FIRST_ENTRY}"
    )
    assert fault(chain) == Fault.ROWS_ADDED
    assert "audit_entry: 2 rows sealed, 3 found" in str(chain.first_broken)


def test_swapped_times_are_found(trail: House) -> None:
    swap = f"""update audit_entry e set at = o.at from audit_entry o
               where e.id in ({FIRST_ENTRY}, {FIRST_ENTRY} + 1) and o.id in ({FIRST_ENTRY}, {FIRST_ENTRY} + 1)
                 and o.id <> e.id"""
    assert fault(tampered(trail, swap)[0]) == Fault.ROWS_CHANGED


def test_a_changed_actor_is_found(trail: House) -> None:
    chain, _ = tampered(
        trail, "update audit_entry set membership_id = gen_random_uuid() where id = (select max(id) from audit_entry)"
    )
    assert fault(chain) == Fault.ROWS_CHANGED
    assert chain.first_broken is not None
    assert chain.first_broken.seal == 3


def test_a_dropped_seal_is_found(trail: House) -> None:
    assert fault(tampered(trail, "delete from audit_seal where number = 2")[0]) == Fault.SEAL_MISSING


def test_a_dropped_seal_is_found_even_when_the_others_are_renumbered(trail: House) -> None:
    chain, _ = tampered(
        trail, "delete from audit_seal where number = 2", "update audit_seal set number = 2 where number = 3"
    )
    assert fault(chain) == Fault.SEAL_UNCHAINED


def test_a_cut_tail_is_found_by_the_anchor_only(trail: House) -> None:
    after = "txid > (select max(to_txid) from audit_seal)"
    chain, anchored = tampered(
        trail,
        "delete from audit_seal where number = 3",
        f"delete from audit_change where {after}",
        f"delete from audit_entry where {after}",
    )
    assert chain.ok
    assert fault(anchored) == Fault.ANCHORED_SEAL_MISSING


def test_a_trail_written_anew_is_found_by_the_anchor_only(trail: House) -> None:
    anew = [f"select sec.seal_up_to(1, {txid})" for txid in _ends(trail)]
    chain, anchored = tampered(
        trail,
        f"update audit_entry set verb = 'person.searched' where id = {FIRST_ENTRY}",
        "delete from audit_seal",
        *anew,
    )
    assert chain.ok, str(chain.first_broken)
    assert fault(anchored) == Fault.ANCHOR_DIFFERS


def _ends(house: House) -> list[int]:
    with house.connect("backup") as reader:
        return [row[0] for row in reader.execute("select to_txid from audit_seal order by number")]


def test_a_check_writes_nothing_and_is_refused_to_nobody_else(trail: House) -> None:
    with trail.connect("backup") as reader, pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.execute("insert into audit_seal select * from audit_seal")
