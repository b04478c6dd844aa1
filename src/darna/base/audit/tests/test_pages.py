"""The data-protection officer reads what the agency did, and who saw one person's file."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_account, make_member, signed_in_client
from darna.base.audit.actions import record
from darna.base.audit.queries import Filters, readers_of, trail_page
from darna.base.audit.sealing import anchor_now
from darna.base.audit.tests.databases import House
from darna.base.keys.actions import destroy_key
from darna.base.rowsecurity.context import acting
from darna.kernel.errors import NotFound, Refused


def member(house: House, role: Role, name: str = "Salma Idrissi") -> Actor:
    """A member of the house with an account and a second factor."""
    with acting(house.staff().context):
        agency = Agency.objects.get(pk=house.agency_id)
    return make_member(role, agency=agency, account=make_account(full_name=name), with_second_factor=True)


@pytest.fixture
def officer(house: House) -> Actor:
    return member(house, Role.DATA_OFFICER)


def opened(house: House, by: Actor, person: object = None, **told: object) -> object:
    """Somebody opened a file; it is made if none is named."""
    person_id = person or house.open_file()[0]
    with acting(by.context):
        record("person.opened", subject=("people.person", person_id), person_id=person_id, detail=told)  # type: ignore[arg-type]
    return person_id


def test_the_officer_reads_who_did_what_with_its_details(house: House, officer: Actor) -> None:
    worker = member(house, Role.CASEWORKER, "Yassine Bennani")
    opened(house, worker, reason="a call from the family")
    page = signed_in_client(officer).get("/en/desk/trail/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "A file was opened" in text
    assert "Yassine Bennani" in text
    assert "a call from the family" in text


def test_reading_the_trail_is_an_entry_too(house: House, officer: Actor) -> None:
    signed_in_client(officer).get("/en/desk/trail/", {"verb": "person.opened"})
    with acting(officer.context):
        line = trail_page(officer, Filters(verb="audit.read", membership_id=officer.membership_id)).lines[0]
    assert line.details == (("What happened", "A file was opened"),)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DATA_OFFICER])
def test_nobody_else_reads_the_trail(house: House, role: Role) -> None:
    actor = Actor(uuid4(), uuid4(), house.agency_id, role)
    with acting(actor.context), pytest.raises(Refused):
        trail_page(actor, Filters())


def test_a_caseworker_is_told_no(house: House) -> None:
    assert signed_in_client(member(house, Role.CASEWORKER)).get("/en/desk/trail/").status_code == 403


def test_another_agency_finds_nothing_of_ours(house: House, officer: Actor) -> None:
    person = opened(house, officer)
    stranger = house.staff(agency_id=house.other_agency_id)
    with acting(stranger.context):
        assert trail_page(stranger, Filters()).lines == ()
        with pytest.raises(NotFound):
            readers_of(stranger, person)  # type: ignore[arg-type]


def test_the_pages_go_through_everything_once_newest_first(house: House, officer: Actor) -> None:
    person = opened(house, officer)
    for _ in range(6):
        opened(house, officer, person)
    seen, mark = [], ""
    with acting(officer.context):
        for _ in range(4):
            page = trail_page(officer, Filters(person_id=person), before=mark, limit=2)  # type: ignore[arg-type]
            seen += [line.id for line in page.lines]
            mark = page.older
    assert mark == ""
    assert len(seen) == 7
    assert seen == sorted(seen, reverse=True)


def test_a_page_costs_the_same_queries_however_many_lines(house: House, officer: Actor) -> None:
    for _ in range(4):
        opened(house, officer, note="x")
    counts = []
    with acting(officer.context):
        for limit in (1, 4):
            with CaptureQueriesContext(connection) as queries:
                trail_page(officer, Filters(), limit=limit)
            counts.append(len(queries))
    assert counts == [5, 5]


def test_names_in_the_details_cost_one_query_more_however_many(house: House, officer: Actor) -> None:
    counts = []
    for number in (1, 5):
        workers = [member(house, Role.CASEWORKER).membership_id for _ in range(number)]
        opened(house, officer, workers=workers, agency=house.other_agency_id)
        with acting(officer.context), CaptureQueriesContext(connection) as queries:
            trail_page(officer, Filters(), limit=1)
        counts.append(len(queries))
    assert counts == [6, 6]


def test_members_and_agencies_are_named_and_no_identifier_is_shown(house: House, officer: Actor) -> None:
    worker = member(house, Role.CASEWORKER, "Yassine Bennani")
    with acting(officer.context):
        known = Agency.objects.get(pk=house.other_agency_id).name_in("en")
    opened(house, officer, worker=worker.membership_id, agency=house.other_agency_id, batch=uuid4())
    with acting(officer.context), translation.override("en"):
        details = dict(trail_page(officer, Filters()).lines[0].details)
    assert details == {"Worker": "Yassine Bennani", "Agency": known, "Batch": "not known any more"}


def test_filters_narrow_by_verb_member_file_and_day(house: House, officer: Actor) -> None:
    worker = member(house, Role.CASEWORKER)
    person = opened(house, worker)
    client = signed_in_client(officer)
    for wanted, found in (
        ({"member": str(worker.membership_id)}, True),
        ({"file": str(person)}, True),
        ({"file": str(uuid4())}, False),
        ({"verb": "case.closed"}, False),
        ({"until": "2020-01-01"}, False),
    ):
        text = client.get("/en/desk/trail/", wanted).content.decode()
        assert (f"/en/desk/trail/person/{person}/" in text) is found, wanted


def test_a_file_is_found_by_its_reference_and_a_wrong_one_is_said(house: House, officer: Actor) -> None:
    person = opened(house, officer)
    client = signed_in_client(officer)
    with acting(officer.context):
        reference = trail_page(officer, Filters(person_id=person)).lines[0].reference  # type: ignore[arg-type]
    assert f"person/{person}/" in client.get("/en/desk/trail/", {"file": reference}).content.decode()
    wrong = client.get("/en/desk/trail/", {"file": "NO-SUCH"})
    assert wrong.status_code == 422
    assert "Check the reference" in wrong.content.decode()


def test_who_saw_a_file_names_each_worker_once_with_the_times(house: House, officer: Actor) -> None:
    worker = member(house, Role.CASEWORKER, "Yassine Bennani")
    person = opened(house, worker)
    opened(house, worker, person)
    with acting(officer.context):
        readers = readers_of(officer, person)  # type: ignore[arg-type]
    assert [(reader.name, reader.times) for reader in readers] == [("Yassine Bennani", 2)]
    page = signed_in_client(officer).get(f"/en/desk/trail/person/{person}/")
    assert page.status_code == 200
    assert "</bdi> times" in page.content.decode()


def test_a_file_nobody_touched_and_a_mark_that_is_none_are_not_found(officer: Actor) -> None:
    client = signed_in_client(officer)
    assert client.get(f"/en/desk/trail/person/{uuid4()}/").status_code == 404
    assert client.get("/en/desk/trail/", {"before": "yesterday"}).status_code == 404


def test_details_of_an_erased_person_read_as_erased(house: House, officer: Actor) -> None:
    person = opened(house, officer, reason="secret reason")
    with acting(officer.context):
        destroy_key(person, by=officer, rule="on_request")  # type: ignore[arg-type]
    text = signed_in_client(officer).get(f"/en/desk/trail/person/{person}/").content.decode()
    assert "erased with the person" in text
    assert "secret reason" not in text


def test_the_state_of_the_chain_and_the_anchor_to_write_down_are_shown(house: House, officer: Actor) -> None:
    opened(house, officer)
    anchor = anchor_now()
    assert anchor is not None
    text = signed_in_client(officer).get("/en/desk/trail/").content.decode()
    assert anchor.as_text in text
    assert anchor.hash.hex()[:4] in anchor.as_text


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_the_trail_opens_in_every_language(officer: Actor, language: str) -> None:
    assert signed_in_client(officer).get(f"/{language}/desk/trail/").status_code == 200
