"""How long rights take is told in counts: of one's own agency to whoever meets persons, of every one to whoever plans."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from python_calamine import CalamineWorkbook

from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client
from darna.base.lists import files
from darna.base.lists.actions import ask_export
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.kinds import Asked
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case
from darna.domains.entitlements.kinds import DAYS
from darna.domains.entitlements.law import law_in_force
from darna.domains.entitlements.models import Claim
from darna.domains.entitlements.queries.days import DaysFilters, claimed, days_to_access, last_year
from darna.domains.people.actions import protect_person
from darna.kernel.clock import today
from darna.kernel.errors import Refused

RIGHT = "ma.school"


def claim(by: Any, days: int | None, right: str = RIGHT) -> Any:
    """A claim opened a hundred days ago and obtained after so many days; still pursued without days."""
    case = make_case(by)
    opened = today() - timedelta(days=100)
    of = {"agency_id": by.agency_id, "case_id": case.pk, "person_id": case.person_id}
    with acting(by.context):
        row = Claim.objects.create(**of, right=right, opened_on=opened, state_on=opened, opened_by=by.membership_id)
        if days is not None:
            row.state, row.state_on = "obtained", opened + timedelta(days=days)
            row.save()
        return row


def told(by: Any, **more: Any) -> list[Any]:
    with acting(by.context):
        return list(days_to_access(by, DaysFilters(*last_year(), **more)).lines)


def test_days_are_those_of_the_middle_and_of_nine_in_ten(house: House) -> None:
    for days in (10, 20, 30, 40, 90):
        claim(house.worker, days)
    claim(house.worker, None)
    (line,) = told(house.supervisor)
    assert (line.claims, line.obtained, line.pursued, line.refused) == (6, 5, None, 0)
    assert (line.days, line.slowest) == (30, 90)


def test_what_was_granted_in_part_is_told_beside_what_was_obtained(house: House) -> None:
    for _ in range(5):
        row = claim(house.worker, None)
        with acting(house.worker.context):
            row.state = "partly"
            row.save()
    (line,) = told(house.supervisor)
    assert (line.claims, line.obtained, line.partly, line.pursued, line.days) == (5, 0, 5, 0, None)


def test_a_supervisor_carries_them_out_as_a_workbook_for_a_purpose(house: House) -> None:
    for days in (10, 20, 30, 40, 90):
        claim(house.worker, days)
    claim(house.worker, 3, right="ma.health")
    real = next(iter(law_in_force().book.rights.values())).question
    told = f"right={real}&since=2001-01-01&until=never&commune=x&programme=none&agency=1&sort=-days"
    words = DAYS.cleaned(QueryDict(told))
    assert words == {"right": real, "since": "2001-01-01", "sort": "-days"}
    assert len(DAYS.told(words)) == 2
    asked = Asked({"right": RIGHT}, tuple(column.code for column in DAYS.exported))
    with acting(house.supervisor.context, seconds=600):
        made = ask_export(
            DAYS.code, asked, Purpose("report", "Yearly"), form="xlsx", language="ar", by=house.supervisor
        )
    clear = io.BytesIO(b"".join(files.clear_pieces(made.pk)))
    heading, row = CalamineWorkbook.from_filelike(clear).get_sheet_by_index(0).to_python()
    assert len(heading) == len(DAYS.exported)
    assert [row[at] for at in (3, 4, 8, 9)] == [5, 5, 30, 90]


def test_of_few_neither_count_nor_days_are_told(house: House) -> None:
    for days in (10, 20, 30, 40):
        claim(house.worker, days)
    (line,) = told(house.supervisor)
    assert (line.claims, line.obtained, line.days, line.slowest) == (None, None, None, None)


def test_a_claim_outside_the_period_and_a_protected_file_are_not_counted(house: House) -> None:
    kept = claim(house.worker, 10)
    with acting(house.supervisor.context):
        assert days_to_access(house.supervisor, DaysFilters(today(), today())).lines == ()
        protect_person(kept.person_id, [house.supervisor.membership_id], by=house.supervisor)
    assert told(house.supervisor) == []


def test_whoever_meets_persons_is_told_of_their_own_agency_alone(house: House) -> None:
    other = make_member("supervisor", agency=make_agency("odco"))
    for _ in range(6):
        claim(house.worker, 10)
    assert told(other) == []
    assert told(other, agency=house.worker.agency_id) == []
    with acting(house.worker.context), pytest.raises(Refused):
        days_to_access(house.worker, DaysFilters(*last_year()))


def test_whoever_plans_is_told_of_every_agency_and_nothing_of_few(house: House) -> None:
    other = make_member("caseworker", agency=make_agency("odco"))
    for _ in range(5):
        claim(house.worker, 10)
        claim(other, 20, right="ma.health")
    claim(other, 20, right="ma.residence")
    found = told(house.planner)
    assert sorted((line.right, line.days) for line in found) == [("ma.health", 20), (RIGHT, 10)]
    assert [line.days for line in told(house.planner, sort="days")] == [20, 10]
    assert len(told(house.planner, agency=other.agency_id)) == 1
    with acting(house.planner.context):
        rights, _communes = claimed(house.planner, *last_year())
    assert [code for code, _name in rights] == ["ma.health", RIGHT]


def test_the_page_narrows_sorts_and_explains_days_in_the_wrong_order(house: House) -> None:
    for _ in range(5):
        claim(house.worker, 12)
    client = signed_in_client(house.supervisor)
    page = client.get(reverse("entitlements:days"), {"sort": "-days", "right": RIGHT})
    assert (page.status_code, "12" in page.content.decode()) == (200, True)
    wrong = client.get(reverse("entitlements:days"), {"since": "2026-05-02", "until": "2026-05-01"})
    assert (wrong.status_code, "Turn them round" in wrong.content.decode()) == (422, True)
    assert client.get(reverse("entitlements:days"), {"since": "soon"}).status_code == 422
    assert client.get(reverse("entitlements:days"), {"since": "2001-01-01", "until": "2001-01-02"}).status_code == 200
    assert signed_in_client(house.worker).get(reverse("entitlements:days")).status_code == 403
    assert signed_in_client(house.planner).get(reverse("entitlements:days")).status_code == 200


def test_one_programme_is_asked_for_and_the_file_tells_no_more_than_the_page(house: House) -> None:
    from darna.domains.cases.queries import case_brief

    rows = [claim(house.worker, days) for days in (10, 20, 30, 40, 50)]
    with acting(house.worker.context):
        programme = case_brief(house.worker, rows[0].case_id).programme
    assert [line.claims for line in told(house.supervisor, programme=programme)] == [5]
    assert told(house.supervisor, programme="mobility_candidate" if programme != "mobility_candidate" else "x") == []
    claim(house.worker, 3, right="ma.health")
    client, address = signed_in_client(house.supervisor), reverse("entitlements:days_file")
    file = client.get(address)
    lines = file.content.decode("utf-8-sig").splitlines()
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert len(lines) == 3
    assert "fewer than five" in lines[2]
    assert len(client.get(f"{address}?programme={programme}&right={RIGHT}").content.decode().splitlines()) == 2
    assert signed_in_client(house.worker).get(address).status_code == 403
    assert address in client.get(reverse("entitlements:days")).content.decode()
