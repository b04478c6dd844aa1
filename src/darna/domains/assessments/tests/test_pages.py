"""The pages as a browser without scripts meets them: a workbook from its file to the completed, corrected, exported answers."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.audit.models import Entry
from darna.base.paper.tests.reading_pdf import words_of
from darna.base.rowsecurity.context import acting
from darna.domains.assessments.models import InstrumentVersion, Questionnaire
from darna.domains.assessments.tests.makers import (
    SURVEY,
    WHOLE,
    make_completed,
    make_draft,
    make_instrument,
    make_questionnaire,
    make_workbook,
)
from darna.domains.cases.tests.makers import House, make_case

pytestmark = pytest.mark.urls("darna.domains.assessments.tests.addresses")


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"assessments:{name}", args=args), query)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"assessments:{name}", args=args), data)


def only(by: Any, model: Any, **where: Any) -> Any:
    with acting(by.context):
        return model.objects.get(**where)


def second(house: House) -> Any:
    """Another keeper of the agency."""
    from darna.base.agencies.roles import Role
    from darna.base.agencies.tests.makers import make_member

    return make_member(Role.AGENCY_ADMINISTRATOR)


def begun(house: House, **sheets: Any) -> tuple[Any, Any, Client]:
    """A case, a questionnaire in it, and its worker at the desk."""
    version = make_instrument(house.supervisor, second(house), **sheets)
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    return case, make_questionnaire(house.worker, case.pk, version.pk), signed_in_client(house.worker)


def asked(answer: Any) -> list[str]:
    """The questions a page asks, as a browser sends them back."""
    return re.findall(r'name="asked" value="([^"]+)"', answer.content.decode())


def version_of(answer: Any) -> str:
    found = re.search(r'name="seen_version" value="(\d+)"', answer.content.decode())
    assert found
    return found[1]


def fill(client: Client, row: Any, number: int, do: str = "next", **answers: Any) -> Any:
    """Answer a page as it stands."""
    shown = page(client, "fill", row.pk, number)
    told = {"asked": asked(shown), "seen_version": version_of(shown), "do": do, **answers}
    return send(client, "fill", row.pk, number, **told)


def test_a_workbook_is_checked_kept_and_published_by_a_second_person(house: House) -> None:
    keeper, other = house.supervisor, second(house)
    mine, theirs = signed_in_client(keeper), signed_in_client(other)
    made = send(mine, "bring_in", workbook=SimpleUploadedFile("v.xlsx", make_workbook()), reason="First")
    assert made.status_code == 302
    row = only(keeper, InstrumentVersion, instrument="visit_home")
    assert made["Location"] == reverse("assessments:instrument", args=[row.pk])
    assert "Have you a roof tonight?" in page(mine, "instrument", row.pk).content.decode()
    assert send(mine, "publish", row.pk, seen_version=1).status_code == 403
    assert send(theirs, "publish", row.pk, seen_version=1).status_code == 302
    assert only(keeper, InstrumentVersion, pk=row.pk).state == "published"
    assert send(mine, "withdraw", row.pk, seen_version=2).status_code == 302
    assert only(keeper, InstrumentVersion, pk=row.pk).state == "withdrawn"


def test_every_fault_of_a_workbook_is_told_with_its_row_and_nothing_is_kept(house: House) -> None:
    mine = signed_in_client(house.supervisor)
    wrong = [
        *SURVEY,
        ("select_one nowhere", "one", "One"),
        ("text", "one", "Two", "", "${nobody} = 1"),
        ("begin group", "g"),
    ]
    told = send(mine, "bring_in", workbook=SimpleUploadedFile("v.xlsx", make_workbook(wrong)), reason="")
    text = told.content.decode()
    assert told.status_code == 422
    for words in ("nowhere", "nobody", "“one”", "“g”", "row"):
        assert words in text
    with acting(house.supervisor.context):
        assert not InstrumentVersion.objects.filter(instrument="visit_home").exists()


def test_a_newer_version_takes_the_place_of_the_one_before_and_its_answers_stay(house: House) -> None:
    case, row, client = begun(house)
    newer = make_instrument(house.supervisor, second(house), survey=[*SURVEY, ("text", "more", "And more?")])
    with acting(house.worker.context):
        assert InstrumentVersion.objects.get(pk=row.instrument_version_id).state == "withdrawn"
    text = page(client, "of_case", case.pk).content.decode()
    assert str(newer.pk) in text
    assert page(client, "begin", case.pk, row.instrument_version_id).status_code == 404
    assert fill(client, row, 1, has_home="yes", rooms="3").status_code == 302


def test_answers_lead_on_to_more_questions_without_a_script(house: House) -> None:
    _case, row, client = begun(house)
    first = page(client, "fill", row.pk, 1)
    assert asked(first) == ["has_home"]
    more = fill(client, row, 1, has_home="no")
    assert more["Location"] == reverse("assessments:fill", args=[row.pk, 1])
    assert asked(page(client, "fill", row.pk, 1)) == ["has_home", "where"]
    refused = fill(client, row, 1, has_home="no", where="")
    assert refused.status_code == 422
    assert "This question needs an answer." in refused.content.decode()
    assert fill(client, row, 1, has_home="no", where="With <b>friends</b>")["Location"].endswith("/page/2/")
    assert "With &lt;b&gt;friends&lt;/b&gt;" in page(client, "fill", row.pk, 1).content.decode()


def test_the_authors_own_words_say_what_is_wrong_in_the_language_of_the_person(house: House) -> None:
    _case, row, client = begun(house)
    fill(client, row, 1, has_home="yes")
    assert "Between 1 and 29." in fill(client, row, 1, has_home="yes", rooms="77").content.decode()
    assert fill(client, row, 1, "language:العربية (ar)", has_home="yes", rooms="77").status_code == 302
    text = fill(client, row, 1, has_home="yes", rooms="77").content.decode()
    assert "بين 1 و29." in text
    assert 'dir="rtl"' in text
    assert fill(client, row, 1, has_home="yes", rooms="٣").status_code == 302
    assert 'value="3"' in page(client, "fill", row.pk, 1).content.decode()


def test_a_script_sees_the_page_anew_and_nothing_is_saved_by_it(house: House) -> None:
    _case, row, client = begun(house)
    shown = fill(client, row, 1, "refresh", has_home="no")
    assert asked(shown) == ["has_home", "where"]
    assert version_of(shown) == "1"
    assert asked(page(client, "fill", row.pk, 1)) == ["has_home"]


def test_the_times_of_a_repeat_are_added_and_taken_away(house: House) -> None:
    _case, row, client = begun(house)
    first = page(client, "fill", row.pk, 2)
    assert asked(first) == ["member.0.called", "member.0.age"]
    assert fill(client, row, 2, "add:member.1", **{"member.0.called": "Nadia", "member.0.age": "30"}).status_code == 302
    assert len(asked(page(client, "fill", row.pk, 2))) == 4
    fill(
        client,
        row,
        2,
        **{"member.0.called": "Nadia", "member.0.age": "30", "member.1.called": "Omar", "member.1.age": "4"},
    )
    assert "Together they are 34 years old." in page(client, "fill", row.pk, 3).content.decode()
    assert "It is not kept with a questionnaire" in page(client, "fill", row.pk, 3).content.decode()
    fill(
        client,
        row,
        2,
        "remove:member.0",
        **{"member.0.called": "Nadia", "member.1.called": "Omar", "member.1.age": "4"},
    )
    text = page(client, "fill", row.pk, 2).content.decode()
    assert "Omar" in text
    assert "Nadia" not in text


def test_a_questionnaire_is_completed_only_when_what_is_needed_is_answered(house: House) -> None:
    case, row, client = begun(house)
    shown = page(client, "complete", row.pk)
    assert "Have you a roof tonight?" in shown.content.decode()
    assert send(client, "complete", row.pk, seen_version=1).status_code == 422
    fill(client, row, 1, has_home="yes")
    fill(client, row, 1, has_home="yes", rooms="2")
    fill(client, row, 2, **{"member.0.called": "Nadia", "member.0.age": "30"})
    ending = fill(client, row, 3)
    assert ending["Location"] == reverse("assessments:complete", args=[row.pk])
    seen = version_of(page(client, "complete", row.pk))
    assert send(client, "complete", row.pk, seen_version=1).status_code == 409
    assert send(client, "complete", row.pk, seen_version=seen)["Location"] == reverse(
        "assessments:answer", args=[row.pk]
    )
    text = page(client, "answer", row.pk).content.decode()
    assert "Nadia" in text
    assert "completed" in page(client, "of_case", case.pk).content.decode()
    assert page(client, "fill", row.pk, 1).status_code == 409
    assert "Nadia" in page(client, "print", row.pk).content.decode()
    paper = page(client, "answers_pdf", row.pk)
    assert (paper["Content-Type"], paper["Cache-Control"]) == ("application/pdf", "no-store")
    assert "Nadia" in words_of(paper.content)


def test_a_correction_is_a_new_questionnaire_with_a_reason_and_the_former_one_stays(house: House) -> None:
    version = make_instrument(house.supervisor, second(house))
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    row, client = make_completed(house.worker, case.pk, version.pk), signed_in_client(house.worker)
    assert send(client, "correct", row.pk, seen_version=row.version, reason=" ").status_code == 422
    assert send(client, "correct", row.pk, seen_version=row.version, reason="The age was wrong").status_code == 302
    newer = only(house.worker, Questionnaire, corrects_id=row.pk)
    fill(client, newer, 2, **{"member.0.called": "Nadia", "member.0.age": "31"})
    send(client, "complete", newer.pk, seen_version=version_of(page(client, "complete", newer.pk)))
    assert only(house.worker, Questionnaire, pk=row.pk).state == "replaced"
    assert "The age was wrong" in page(client, "answer", newer.pk).content.decode()
    assert ">30<" in page(client, "answer", row.pk).content.decode()
    assert page(client, "correct", row.pk).status_code == 409


def test_who_saves_second_is_told_and_loses_nothing(house: House) -> None:
    _case, row, client = begun(house)
    old = {"asked": ["has_home"], "seen_version": "1", "do": "next", "has_home": "no"}
    assert send(client, "fill", row.pk, 1, **{**old, "has_home": "yes"}).status_code == 302
    late = send(client, "fill", row.pk, 1, **old)
    assert late.status_code == 409
    assert version_of(late) == "2"
    assert asked(late) == ["has_home", "where"]


def test_answers_are_carried_out_for_a_purpose_with_repeats_on_their_own_sheet(house: House) -> None:
    version = make_instrument(house.supervisor, second(house))
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    make_completed(
        house.worker, case.pk, version.pk, {**WHOLE, "member": [{"called": "=1+1", "age": "30"}, {"called": "Omar"}]}
    )
    client = signed_in_client(house.supervisor)
    assert send(client, "export", version.pk, purpose="", reason="", form="xlsx").status_code == 422
    purpose = next(iter(_purposes()))
    made = send(client, "export", version.pk, purpose=purpose, reason="Yearly report", form="xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(made.content))
    assert (
        book.get_sheet_by_index(0).to_python()[1][3:] == ["yes", "", "2", "30"]
        or "yes" in book.get_sheet_by_index(0).to_python()[1]
    )
    assert book.get_sheet_by_index(1).to_python()[1:] == [["1.1", "=1+1", "30"], ["1.2", "Omar", ""]]
    packed = send(client, "export", version.pk, purpose=purpose, reason="Yearly report", form="csv")
    names = zipfile.ZipFile(io.BytesIO(packed.content)).namelist()
    assert len(names) == 2
    assert b"'=1+1" in zipfile.ZipFile(io.BytesIO(packed.content)).read(names[1])
    with acting(house.supervisor.context):
        assert Entry.objects.filter(verb="questionnaire.exported").count() == 2
    assert page(signed_in_client(house.worker), "export", version.pk).status_code == 403


def _purposes() -> dict[str, str]:
    from darna.base.codelists.queries import choices

    return dict(choices("export_purpose"))


def test_another_agency_and_the_reception_read_no_answers(house: House) -> None:
    case, row, client = begun(house)
    assert page(client, "of_case", case.pk).status_code == 200
    assert page(signed_in_client(house.reception), "of_case", case.pk).status_code == 403
    stranger = signed_in_client(house.partner)
    for name, key in (("of_case", case.pk), ("answer", row.pk), ("print", row.pk), ("answers_pdf", row.pk)):
        assert page(stranger, name, key).status_code == 404
    assert page(stranger, "fill", row.pk, 1).status_code == 404


def test_lists_show_sort_and_narrow(house: House) -> None:
    _case, row, client = begun(house)
    keeper = signed_in_client(house.supervisor)
    make_draft(house.supervisor, settings=[("form_title", "form_id"), ("Another", "another")])
    assert "Another" in page(keeper, "list").content.decode()
    assert "Another" not in page(keeper, "list", state="published").content.decode()
    for sort in ("name", "-name", "brought", "-brought", "state"):
        assert page(keeper, "list", sort=sort).status_code == 200
    assert str(row.pk) in page(client, "answers", instrument="visit_home", state="draft").content.decode()
    assert str(row.pk) not in page(client, "answers", state="completed").content.decode()


def test_a_list_asks_the_same_number_of_queries_however_long_it_is(
    house: House, django_assert_max_num_queries: Any
) -> None:
    version = make_instrument(house.supervisor, second(house))
    for _ in range(4):
        case = make_case(house.worker, worker_id=house.worker.membership_id)
        make_questionnaire(house.worker, case.pk, version.pk)
    from darna.domains.assessments.queries import questionnaire_list

    with acting(house.worker.context), django_assert_max_num_queries(4):
        assert len(questionnaire_list(house.worker).lines) == 4
