"""The pages of imports: tried, brought in, read, taken back; and who never gets there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client
from darna.domains.cases.registers.tests.registers import TABLES, bring, counts, row, workbook
from darna.domains.cases.tests.makers import House

pytestmark = pytest.mark.urls("darna.domains.cases.tests.addresses")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are looked for as the code says them."""
    with translation.override("en"):
        yield


def _send(client: Client, data: bytes, do: str) -> Any:
    file = SimpleUploadedFile("registre.xlsx", data)
    return client.post(reverse("cases:imports"), {"workbook": file, "do": do})


def test_a_register_is_tried_first_and_every_row_is_named(house: House) -> None:
    client = signed_in_client(house.supervisor)
    page = _send(client, workbook(row(), row(given="Sara", birth="31/02/1985")), "try")
    shown = page.content.decode()
    assert page.status_code == 200
    assert "31/02/1985" in shown
    assert "does not exist in the calendar" in shown
    assert counts(house.supervisor) == dict.fromkeys(TABLES, 0)


def test_a_register_is_brought_in_and_its_report_holds_no_cell(house: House) -> None:
    client = signed_in_client(house.supervisor)
    answer = _send(client, workbook(row(), row(given="Sara", birth="31/02/1985")), "bring")
    report = client.get(answer["Location"]).content.decode()
    assert answer.status_code == 302
    assert "does not exist in the calendar" in report
    assert "31/02/1985" not in report
    assert (
        reverse("cases:import", args=[re.findall(r"[0-9a-f-]{36}", answer["Location"])[0]])
        in client.get(reverse("cases:imports")).content.decode()
    )


def test_markup_in_a_cell_is_shown_as_text(house: House) -> None:
    client = signed_in_client(house.supervisor)
    shown = _send(client, workbook(row(phone="<script>alert(1)</script>")), "try").content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


def test_a_file_that_is_no_register_is_said_to_be_none(house: House) -> None:
    client = signed_in_client(house.supervisor)
    answer = _send(client, b"%PDF-1.7", "bring")
    assert answer.status_code == 422
    assert "not a spreadsheet" in answer.content.decode()
    assert client.post(reverse("cases:imports"), {"do": "bring"}).status_code == 422


def test_an_import_is_taken_back_after_a_question(house: House) -> None:
    client, batch = signed_in_client(house.supervisor), bring(row(), by=house.supervisor).batch
    address = reverse("cases:import_undo", args=[batch])
    assert "Take this import back?" in client.get(address).content.decode()
    assert counts(house.supervisor)["people.Person"] == 1
    assert client.post(address)["Location"] == reverse("cases:import", args=[batch])
    assert counts(house.supervisor) == dict.fromkeys(TABLES, 0)
    assert client.post(address).status_code == 302


def test_only_a_supervisor_of_the_agency_gets_there(house: House) -> None:
    batch = bring(row(), by=house.supervisor).batch
    pages = [reverse("cases:imports"), *(reverse(f"cases:{name}", args=[batch]) for name in ("import", "import_undo"))]
    for actor in (house.worker, house.reception, house.officer, house.planner):
        client = signed_in_client(actor)
        assert [client.get(page).status_code for page in pages] == [403, 403, 403]
    stranger = signed_in_client(make_member(Role.SUPERVISOR, agency=make_agency("entraide")))
    assert [stranger.get(page).status_code for page in pages] == [200, 404, 404]
    assert stranger.post(pages[2]).status_code == 404
    assert counts(house.supervisor)["people.Person"] == 1
