"""Every list that leaves the house: by whoever may open its page, for a purpose, noted, and as text that stays text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.urls import resolve, reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import VERBS_OF, Role, Verb
from darna.base.audit.models import Entry
from darna.base.audit.words import LISTS
from darna.base.lists import files
from darna.base.lists.actions import ask_export
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.cells import looks_like_formula
from darna.base.lists.kinds import Asked, ListKind, Piece, enrol, every_kind
from darna.base.lists.models import ExportRecord
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_house
from darna.kernel.errors import Invalid, Refused

WHY = Purpose("report", "The year")
WICKED = "=HYPERLINK(1)"
KINDS = [kind for kind in every_kind() if kind.code != "pretended"]
each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)


@pytest.fixture
def house(db: None) -> House:
    """Two agencies with their workers."""
    return make_house()


@pytest.fixture
def wicked(kind: ListKind) -> Iterator[ListKind]:
    """The list with rows of which every cell looks like a formula, in two pieces."""

    def piece(_actor: Actor, asked: Asked, after: Any) -> Piece:
        return Piece([[WICKED for _ in asked.columns]], None if after else 1)

    made = replace(kind, counted=lambda *given: 2, piece=piece)
    enrol(made)
    yield made
    enrol(kind)


def _somebody(house: House, verb: Verb) -> Actor:
    """Whoever may open the page and carry lists out."""
    return next(actor for actor in (house.supervisor, house.officer) if actor.may(verb))


def _asked(kind: ListKind, by: Actor, form: str = "csv", language: str = "fr", why: Purpose = WHY) -> ExportRecord:
    asked = Asked({}, tuple(column.code for column in kind.exported))
    with acting(by.context, seconds=600):
        made = ask_export(kind.code, asked, why, form=form, language=language, by=by)
        return ExportRecord.objects.get(pk=made.pk)


def test_there_are_lists() -> None:
    assert {"cases", "persons", "import_rows", "disclosures"} <= {kind.code for kind in KINDS}


@each_kind
def test_a_list_needs_what_its_page_needs_and_has_a_name_in_the_trail(kind: ListKind) -> None:
    with translation.override("en"):
        view: Any = resolve(reverse(kind.url_name)).func
        assert view.needed_verb == kind.needs
        assert str(LISTS[kind.code]) == str(kind.title)


@each_kind
def test_whoever_may_not_open_the_page_or_export_carries_nothing_out(wicked: ListKind, house: House) -> None:
    actors = (house.supervisor, house.officer, house.worker, house.reception, house.adviser, house.planner)
    closed = [actor for actor in actors if not (actor.may(Verb.EXPORT_LIST) and actor.may(wicked.needs))]
    assert closed
    with acting(house.supervisor.context):
        before = set(ExportRecord.objects.values_list("pk", flat=True))
    for actor in closed:
        with pytest.raises(Refused):
            _asked(wicked, actor)
    with acting(house.supervisor.context):
        assert set(ExportRecord.objects.values_list("pk", flat=True)) == before


@each_kind
def test_without_a_purpose_nothing_leaves_and_with_one_it_is_noted(wicked: ListKind, house: House) -> None:
    by = _somebody(house, wicked.needs)
    for why in (Purpose("", "The year"), Purpose("report", " "), Purpose("fun", "The year")):
        with pytest.raises(Invalid):
            _asked(wicked, by, why=why)
    made = _asked(wicked, by)
    with acting(by.context):
        assert Entry.objects.filter(verb="list.exported", object_id=made.pk).count() == 1
    assert (made.purpose, made.reason, made.rows, made.state) == ("report", "The year", 2, "ready")


@each_kind
def test_no_cell_of_the_text_is_a_formula(wicked: ListKind, house: House) -> None:
    made = _asked(wicked, _somebody(house, wicked.needs))
    told = b"".join(files.clear_pieces(made.pk)).decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(told, newline=""))
    assert len(rows) == 2
    assert not any(looks_like_formula(cell) for row in (heading, *rows) for cell in row)


@each_kind
def test_the_workbook_begins_on_the_right_in_arabic_and_holds_no_formula(wicked: ListKind, house: House) -> None:
    made = _asked(wicked, _somebody(house, wicked.needs), "xlsx", "ar")
    clear = io.BytesIO(b"".join(files.clear_pieces(made.pk)))
    with zipfile.ZipFile(clear) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    clear.seek(0)
    assert 'rightToLeft="1"' in sheet
    assert "<f>" not in sheet
    rows = CalamineWorkbook.from_filelike(clear).get_sheet_by_index(0).to_python()
    assert rows[1:] == [[WICKED] * len(wicked.exported)] * 2


def test_two_roles_carry_lists_out() -> None:
    assert {role for role in Role if Verb.EXPORT_LIST in VERBS_OF[role]} == {Role.SUPERVISOR, Role.DATA_OFFICER}
