"""Files of one person are found in the register of an agency, proposed once, and decided by people."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from darna.base.agencies.actor import job_actor
from darna.base.agencies.tests.makers import signed_in_client
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers.tests.registers import bring, row
from darna.domains.cases.tests.makers import House
from darna.domains.linkage import actions, comparing, queries
from darna.domains.linkage.actions import looking
from darna.domains.linkage.tasks import compare_one, look_at_all, look_at_one
from darna.domains.linkage.tests.makers import AGAIN, ask, look, make_twice, register
from darna.domains.linkage.values import RunFilters
from darna.domains.people.actions import decide_pair, protect_person
from darna.domains.people.queries import open_pairs
from darna.domains.people.queries.comparable import records_of, records_of_register
from darna.domains.people.values import ContactDraft
from darna.kernel.dates import PartialDate
from darna.kernel.errors import AlreadyDone, Refused


def pairs(by: Any) -> list[tuple[frozenset[Any], tuple[str, ...]]]:
    with acting(by.context):
        return [(frozenset((one.id, pair.other.id)), pair.reasons) for one, pair in open_pairs(by)]


def runs(by: Any, **told: Any) -> list[Any]:
    with acting(by.context):
        return list(queries.run_lines(by, RunFilters(**told)).lines)


def test_one_woman_with_two_files_is_found_once_and_somebody_is_told_why(house: House) -> None:
    one, other = make_twice(house.worker)
    register(house.worker, given_name="Karim", family_name="Ouazzani", sex="M", contacts=(), identifiers=())
    assert look(house.worker) == 1
    assert look(house.worker) == 0
    assert pairs(house.worker) == [(frozenset((one, other)), ("birth_date", "name"))]
    last, first = runs(house.worker)
    assert (first.state, first.persons, first.found, first.proposed) == ("done", 3, 1, 1)
    assert (last.found, last.proposed, last.model_number) == (1, 0, 0)
    with acting(house.worker.context):
        assert Entry.objects.filter(verb="linkage.looked").count() == 2


def test_who_is_two_persons_by_decision_is_not_asked_about_again(house: House) -> None:
    make_twice(house.worker)
    look(house.worker)
    with acting(house.worker.context):
        ((_, pair),) = open_pairs(house.worker)
        decide_pair(pair.id, False, by=house.worker)
    assert look(house.worker) == 0
    assert pairs(house.worker) == []


def test_whoever_is_registered_is_compared_at_once_by_a_job(house: House) -> None:
    one, other = make_twice(house.worker)
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'person_id' from procrastinate_jobs where task_name = 'linkage.one'")
        assert {str(one), str(other)} <= {row[0] for row in cursor.fetchall()}
    compare_one(str(house.worker.agency_id), str(other))
    compare_one(str(house.worker.agency_id), str(one))
    assert pairs(house.worker) == [(frozenset((one, other)), ("birth_date", "name"))]


def test_comparing_one_costs_the_same_whatever_the_register_holds(house: House) -> None:
    first = register(house.worker, contacts=(), identifiers=())
    spent = []
    for _ in range(2):
        with acting(job_actor(house.worker.agency_id).context), CaptureQueriesContext(connection) as asked:
            actions.meet_person(first, by=job_actor(house.worker.agency_id))
        spent.append(len([one for one in asked if "SAVEPOINT" not in one["sql"]]))
        for number in range(6):
            register(house.worker, birth=PartialDate.parse(f"19{60 + number}-01-03"), contacts=(), identifiers=())
    assert max(spent) <= 11


def test_another_agency_is_neither_read_nor_counted_nor_told(house: House) -> None:
    register(house.worker)
    register(house.partner)
    assert look(house.worker) == look(house.partner) == 0
    assert pairs(house.worker) == pairs(house.partner) == []
    assert [run.persons for run in (*runs(house.worker), *runs(house.partner))] == [1, 1]
    for mine, theirs in ((house.worker, house.partner), (house.partner, house.worker)):
        with acting(mine.context):
            assert list(records_of_register(theirs.agency_id)) == []
            assert apps.get_model("linkage", "Run").objects.filter(agency_id=theirs.agency_id).count() == 0


def test_a_protected_file_takes_no_part(house: House) -> None:
    one, other = make_twice(house.worker)
    with acting(house.worker.context):
        protect_person(other, [house.worker.membership_id], by=house.supervisor)
    assert look(house.worker) == 0
    compare_one(str(house.worker.agency_id), str(other))
    compare_one(str(house.worker.agency_id), str(one))
    assert pairs(house.worker) == []


def test_the_register_is_read_in_three_questions_and_as_one_by_one(house: House) -> None:
    for number in range(5):
        way = ContactDraft("phone_call", f"06 11 22 33 4{number}")
        register(house.worker, given_name=f"Fatima{number}", contacts=(way, way), identifiers=())
    register(house.worker, given_name="Hind", contacts=())
    job = job_actor(house.worker.agency_id)
    with acting(job.context), CaptureQueriesContext(connection) as asked:
        found = {one.key: one for one in records_of_register(job.agency_id)}
    assert len([one for one in asked if "people_" in one["sql"]]) == 3
    with acting(job.context):
        alone = records_of(job.agency_id, [apps.get_model("people", "Person").objects.values_list("pk", flat=True)[0]])
        every = records_of(job.agency_id, list(apps.get_model("people", "Person").objects.values_list("pk", flat=True)))
    assert len(found) == 6
    assert {str(key): record for key, record in every.items()} == found
    assert alone.items() <= every.items()
    assert sorted(len(one.phones) for one in found.values()) == [0, 1, 1, 1, 1, 1]


def test_what_speaks_for_a_pair_is_said_in_words_the_weightiest_first(house: House) -> None:
    one, other = make_twice(house.worker)
    with acting(house.worker.context):
        told = queries.what_speaks(house.worker, one, other)
    assert [abs(part.bits) for part in told] == sorted((abs(part.bits) for part in told), reverse=True)
    said = {part.what: (part.how, part.weight) for part in told}
    assert said["Birth date"] == ("the same day", "speaks very strongly for one person")
    assert said["Telephone"] == ("one of the two does not say it", "says nothing")


def test_a_register_is_looked_through_once_at_a_time(house: House) -> None:
    ask(house.supervisor, "hand")
    with pytest.raises(AlreadyDone):
        ask(house.supervisor, "hand")
    look_at_one(str(house.supervisor.agency_id), "night")
    assert [run.state for run in runs(house.supervisor)] == ["waiting"]
    Run = apps.get_model("linkage", "Run")
    with acting(house.supervisor.context), pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(agency_id=house.supervisor.agency_id, why="night")


def test_a_run_whose_process_is_gone_is_given_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(house.supervisor, "hand")
    monkeypatch.setattr(looking, "GIVEN_UP", looking.GIVEN_UP * 0)
    assert look(house.supervisor) == 0
    assert sorted(run.state for run in runs(house.supervisor)) == ["done", "failed"]


def test_a_run_that_fails_says_so_and_hinders_no_other(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("no memory")

    with monkeypatch.context() as patched:
        patched.setattr(comparing, "records_of_register", broken)
        with pytest.raises(RuntimeError):
            look(house.worker)
    assert [run.state for run in runs(house.worker)] == ["failed"]
    assert look(house.worker) == 0


def test_a_great_register_teaches_a_model_of_its_own(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    make_twice(house.worker)
    monkeypatch.setattr(comparing, "FEWEST_PERSONS", 2)
    look(house.worker)
    look(house.worker)
    assert [run.model_number for run in runs(house.worker)] == [1, 1]
    with acting(house.worker.context):
        number, model = queries.current_model(house.worker.agency_id)
    assert (number, model.persons, model.trained_on) == (1, 2, "register")
    assert model.shares == {"given": {}, "family": {}, "commune": {}}


def test_every_night_each_agency_is_looked_through(house: House) -> None:
    look_at_all(0)
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'agency_id' from procrastinate_jobs where task_name = 'linkage.look'")
        assert {str(house.worker.agency_id), str(house.partner.agency_id)} <= {row[0] for row in cursor.fetchall()}


def test_a_register_that_came_in_is_looked_through_and_one_that_waits_its_turn_is(house: House) -> None:
    bring(row(), row(given="Nour", cin="IC 771121", phone=""), by=house.supervisor)
    assert asked_for("import") == [str(house.supervisor.agency_id)]
    bring(row(), by=house.supervisor)
    assert len(asked_for("import")) == 1, "nobody new came in"
    ask(house.supervisor, "hand")
    look_at_one(str(house.supervisor.agency_id), "night")
    assert len(asked_for("import")) == 1
    for _ in range(2):
        look_at_one(str(house.supervisor.agency_id), "import")
    assert len(asked_for("import")) == 2, "it comes again later, once"


def asked_for(why: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select args ->> 'agency_id' from procrastinate_jobs where task_name = 'linkage.look' and args ->> 'why' = %s",
            [why],
        )
        return [row[0] for row in cursor.fetchall()]


def test_the_page_tells_the_runs_and_has_the_register_looked_through(house: House) -> None:
    client = signed_in_client(house.supervisor)
    assert "was not looked through yet" in client.get(reverse("linkage:list")).content.decode()
    client.post(reverse("linkage:look"))
    waiting = client.get(reverse("linkage:list")).content.decode()
    assert "every 3s" in waiting
    assert "Look through the register now" not in waiting
    assert client.post(reverse("linkage:look"), follow=True).content.decode().count("looked through already") == 1
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'run_id' from procrastinate_jobs where task_name = 'linkage.look'")
        ((run_id,),) = cursor.fetchall()
    assert client.get(reverse("linkage:progress")).headers.get("HX-Refresh") is None
    look_at_one(str(house.supervisor.agency_id), "hand", run_id)
    assert client.get(reverse("linkage:progress")).headers["HX-Refresh"] == "true"
    assert (
        "somebody asked for it"
        in client.get(reverse("linkage:list"), {"why": "hand", "sort": "-asked"}).content.decode()
    )
    assert "Nothing fits" in client.get(reverse("linkage:list"), {"state": "failed"}).content.decode()


def test_whoever_may_not_edit_persons_asks_for_nothing(house: House) -> None:
    with acting(house.planner.context):
        for forbidden in (
            lambda: queries.run_lines(house.planner, RunFilters()),
            lambda: actions.ask_for_a_run("hand", by=house.planner),
        ):
            with pytest.raises(Refused):
                forbidden()


def test_a_namesake_of_another_age_is_not_proposed(house: House) -> None:
    one = register(house.worker, contacts=(), identifiers=())
    register(house.worker, **{**AGAIN, "birth": PartialDate.parse("1961-10-02")})
    assert look(house.worker) == 0
    compare_one(str(house.worker.agency_id), str(one))
    assert pairs(house.worker) == []
