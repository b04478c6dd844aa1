"""The report of an import by row: narrowed, sorted, leafed, carried out for a purpose; and a form brought in twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client
from darna.base.imports.tests.sheets import xlsx
from darna.base.lists import files
from darna.base.lists.actions.exports import Purpose, ask_export
from darna.base.lists.kinds import Asked
from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers.row_kind import ROWS
from darna.domains.cases.registers.tests.registers import bring, brought, counts, row
from darna.domains.cases.tests.makers import House
from darna.kernel.errors import Invalid, NotFound, Refused

pytestmark = pytest.mark.urls("darna.domains.cases.tests.addresses")

FORM = ("start", "identite/nom", "identite/prenom", "identite/sexe", "besoin/besoin", "meta/instanceID", "_id", "_uuid")
FIRST = ("2026-03-01T09:00:00", "Alami", "Nadia", "femme", "pension", "uuid:aa-1", 1, "aa-1")
SECOND = ("2026-03-08T09:00:00", "Idrissi", "Karim", "homme", "emploi", "uuid:bb-2", 2, "bb-2")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are looked for as the code says them."""
    with translation.override("en"):
        yield


@pytest.fixture
def batch(house: House) -> Any:
    """An import with a refused row and several doubts."""
    rows = (row(), row(given="Sara", cin="", birth="31/02/1985"), row(given="Rim", cin="BE 77", sex="?", phone="12"))
    return bring(*rows, by=house.supervisor).batch


def _asked(client: Client, batch: Any, **words: str) -> Any:
    return client.get(reverse("cases:import_rows"), {"batch": str(batch), **words})


def _lines(page: Any) -> list[tuple[int, str, str]]:
    return [(line.row, line.weight, line.reason) for line in page.context["list"].lines]


def test_every_row_that_needs_somebody_stands_in_the_report(house: House, batch: Any) -> None:
    client = signed_in_client(house.supervisor)
    page = _asked(client, batch)
    assert (3, "refused", "birth_date_impossible") in _lines(page)
    assert _lines(page) == sorted(_lines(page), key=lambda line: line[0])
    assert "31/02/1985" not in page.content.decode()
    assert reverse("cases:import_rows") in client.get(reverse("cases:import", args=[batch])).content.decode()


def test_it_is_narrowed_and_sorted(house: House, batch: Any) -> None:
    client = signed_in_client(house.supervisor)
    assert {line[1] for line in _lines(_asked(client, batch, weight="refused"))} == {"refused"}
    assert {line[2] for line in _lines(_asked(client, batch, reason="sex_unknown"))} == {"sex_unknown"}
    phones = _asked(client, batch, column="Téléphone").context["list"].lines
    assert {line.column for line in phones} == {"Téléphone"}
    falling = [line[0] for line in _lines(_asked(client, batch, sort="-row"))]
    assert falling == sorted(falling, reverse=True)
    assert _lines(_asked(client, batch, sort="weight"))[0][1] == "refused"
    assert not _lines(_asked(client, batch, reason="no_such_reason"))


def test_it_is_leafed_with_as_many_questions_for_a_short_as_for_a_long_one(
    house: House, batch: Any, django_assert_max_num_queries: Any
) -> None:
    told = [{"weight": "warning", "row": at, "column": "Sexe", "reason": "sex_unknown"} for at in range(2, 402)]
    with acting(house.supervisor.context):
        apps.get_model("imports.ImportBatch").objects.filter(pk=batch).update(problems=told)
    client = signed_in_client(house.supervisor)
    _asked(client, batch)
    with django_assert_max_num_queries(40):
        page = _asked(client, batch, page="3")
    assert _lines(page)[0][0] == 102
    assert page.context["pager"].total == 400
    report = client.get(reverse("cases:import", args=[batch])).content.decode()
    assert "401" not in report


def test_it_leaves_as_a_file_for_a_purpose(house: House, batch: Any) -> None:
    columns = tuple(column.code for column in ROWS.exported)
    asked, why = Asked({"batch": str(batch), "weight": "refused"}, columns), Purpose("report", "To mend the sheet")
    with acting(house.supervisor.context, seconds=600):
        made = ask_export("import_rows", asked, why, form="csv", language="en", by=house.supervisor)
        told = b"".join(files.clear_pieces(made.pk)).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(told, newline=""))
    assert heading[:2] == ["Row", "What happened to the row"]
    assert [(one[0], one[-1]) for one in rows] == [("3", "birth_date_impossible")]


def test_without_the_role_or_the_import_nothing_is_told(house: House, batch: Any) -> None:
    for actor in (house.worker, house.reception, house.officer):
        assert _asked(signed_in_client(actor), batch).status_code == 403
    stranger = make_member(Role.SUPERVISOR, agency=make_agency("entraide"))
    assert _asked(signed_in_client(stranger), batch).status_code == 404
    assert signed_in_client(house.supervisor).get(reverse("cases:import_rows")).status_code == 302
    asked, why = Asked({"batch": str(batch)}, ("row",)), Purpose("report", "x")
    for actor, refusal in ((stranger, NotFound), (house.officer, Refused)):
        with acting(actor.context), pytest.raises(refusal):
            ask_export("import_rows", asked, why, form="csv", language="en", by=actor)
    with acting(house.supervisor.context), pytest.raises((Invalid, NotFound)):
        ask_export("import_rows", Asked({}, ("row",)), why, form="csv", language="en", by=house.supervisor)


def test_the_export_of_next_week_brings_only_the_new_answers(house: House) -> None:
    first = brought(xlsx([FORM, FIRST]), by=house.supervisor)
    assert (first.created, first.known) == (1, 0)
    corrected = (*FIRST[:2], "Nadia Salma", *FIRST[3:])
    again = brought(xlsx([FORM, corrected, SECOND]), by=house.supervisor)
    assert (again.rows, again.created, again.known) == (2, 1, 1)
    assert counts(house.supervisor)["people.Person"] == 2
