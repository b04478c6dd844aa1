"""Sources: what was said of their headings is kept under a name, served again, renamed, forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member, signed_in_client
from darna.base.imports.models import KeptMapping
from darna.base.imports.tests.sheets import xlsx
from darna.base.rowsecurity.context import acting
from darna.domains.cases.registers import mappings, staging
from darna.domains.cases.registers import sources as sources_of
from darna.domains.cases.registers.tests.registers import row, workbook
from darna.domains.cases.registers.waiting import waiting
from darna.domains.cases.tests.makers import House
from darna.kernel.clock import now
from darna.kernel.errors import Invalid, NotFound, Refused, StaleVersion

pytestmark = pytest.mark.urls("darna.domains.cases.tests.addresses")

FORM = xlsx([("q1", "q2", "_id", "_uuid"), ("Alami", "Nadia", 1, "aa-1")])
SAID = {"q1": "family_name", "q2": "given_name"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The sentences are looked for as the code says them."""
    with translation.override("en"):
        yield


@pytest.fixture
def sources(desk: House) -> list[mappings.MappingLine]:
    """An export of a form, and a register that was not used for long."""
    for data, said in ((FORM, SAID), (workbook(row()), {"Nom": "family_name", "Prénom": "given_name"})):
        staged = staging.stage_register(data, by=desk.supervisor)
        staging.choose_columns(staged.pk, said, by=desk.supervisor)
    KeptMapping.objects.filter(is_form=False).update(last_used_at=now() - timedelta(days=200))
    return list(_lines(desk))


def _lines(house: House, number: int = 1, **filters: Any) -> tuple[mappings.MappingLine, ...]:
    return mappings.mapping_lines(house.supervisor, mappings.MappingFilters(**filters), number).lines


def test_what_was_said_of_a_form_serves_its_next_export(desk: House, sources: list[mappings.MappingLine]) -> None:
    form, sheet = sources
    assert (form.is_form, form.used_times, form.fields) == (True, 1, ("Family name", "Given name"))
    assert (sheet.is_form, sheet.name) == (False, "Registre")
    sources_of.rename_mapping(form.id, "  Reception  form ", seen_version=form.version, by=desk.supervisor)
    # Another order of what the machine writes is the same source.
    again = xlsx([("_id", "q1", "q2", "_uuid", "_submission_time"), (2, "Idrissi", "Karim", "bb-2", "")])
    staged = staging.stage_register(again, by=desk.supervisor)
    seen = waiting(desk.supervisor, staged.pk).columns
    assert (seen["is_form"], seen["is_kept"], seen["kept_name"]) == (True, True, "Reception form")
    fields = {column["heading"]: column["field"] for column in seen["columns"]}
    assert fields == {**SAID, "_submission_time": "received_on"}
    staging.choose_columns(staged.pk, SAID, by=desk.supervisor)
    assert {(line.name, line.used_times) for line in _lines(desk)} == {("Reception form", 2), ("Registre", 1)}


def test_sources_are_narrowed_and_sorted(desk: House, sources: list[mappings.MappingLine]) -> None:
    form, sheet = sources
    assert [line.id for line in _lines(desk, kind="form")] == [form.id]
    assert [line.id for line in _lines(desk, kind="sheet")] == [sheet.id]
    assert [line.id for line in _lines(desk, unused=True)] == [sheet.id]
    assert [line.id for line in _lines(desk, sort="-used")] == [sheet.id, form.id]


def test_a_source_is_renamed_and_forgotten_by_who_saw_it_last(desk: House, sources: list[Any]) -> None:
    form, by = sources[0], desk.supervisor
    with pytest.raises(StaleVersion):
        sources_of.rename_mapping(form.id, "Form", seen_version=form.version + 1, by=by)
    with pytest.raises(Invalid):
        sources_of.rename_mapping(form.id, "  ", seen_version=form.version, by=by)
    with pytest.raises(StaleVersion):
        sources_of.remove_mapping(form.id, seen_version=form.version + 1, by=by)
    sources_of.remove_mapping(form.id, seen_version=form.version, by=by)
    assert [line.id for line in _lines(desk)] == [sources[1].id]
    with pytest.raises(NotFound):
        mappings.mapping_line(by, form.id)


def test_sources_of_another_agency_are_not_there(desk: House, sources: list[Any]) -> None:
    stranger = make_member(Role.SUPERVISOR, agency=make_agency("entraide"))
    with acting(stranger.context):
        assert not KeptMapping.objects.exists()
        with pytest.raises(NotFound):
            sources_of.remove_mapping(sources[0].id, seen_version=1, by=stranger)
    with acting(desk.worker.context), pytest.raises(Refused):
        mappings.mapping_lines(desk.worker, mappings.MappingFilters(), 1)


def test_the_pages_list_rename_and_forget(house: House) -> None:
    with acting(house.supervisor.context, seconds=600):
        staged = staging.stage_register(FORM, by=house.supervisor)
        staging.choose_columns(staged.pk, SAID, by=house.supervisor)
        (line,) = _lines(house)
    client, listed = signed_in_client(house.supervisor), reverse("cases:mappings")
    here = reverse("cases:mapping", args=[line.id])
    assert here in client.get(listed).content.decode()
    assert here not in client.get(listed, {"kind": "sheet"}).content.decode()
    assert client.post(here, {"name": "Form of the door", "seen_version": line.version})["Location"] == listed
    assert "Form of the door" in client.get(listed).content.decode()
    assert client.post(here, {"name": "", "seen_version": line.version}).status_code == 422
    late = client.post(here, {"name": "Late", "seen_version": line.version})
    assert late.status_code == 409
    assert "Form of the door" in late.content.decode()
    forget = reverse("cases:mapping_forget", args=[line.id])
    assert client.post(forget, {"seen_version": line.version}).status_code == 409
    assert client.post(forget, {"seen_version": line.version + 1})["Location"] == listed
    assert here not in client.get(listed).content.decode()


def test_a_list_of_many_sources_is_leafed_with_few_questions(desk: House, django_assert_max_num_queries: Any) -> None:
    told = {"agency_id": desk.supervisor.agency_id, "kept_by": desk.supervisor.membership_id, "kept_at": now()}
    KeptMapping.objects.bulk_create(KeptMapping(headings_mark=bytes([n]), name=f"s{n:03}", **told) for n in range(120))
    with django_assert_max_num_queries(3):
        page = mappings.mapping_lines(desk.supervisor, mappings.MappingFilters(sort="name"), 3)
    assert ([line.name for line in page.lines][:1], len(page.lines), page.total) == (["s100"], 20, 120)
