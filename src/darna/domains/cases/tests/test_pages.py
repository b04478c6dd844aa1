"""The pages as a browser meets them: who gets which, what is saved, what is said when it is not."""

from __future__ import annotations

import re
import shutil
import tempfile
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.codelists.queries import choices
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions, printing, queries
from darna.domains.cases.models import Case, CaseShare, Encounter, Need, Task
from darna.domains.cases.tests.makers import House, make_case, make_person, make_shared_case, make_sharing_person
from darna.domains.cases.values import NeedDraft
from darna.kernel.clock import today

pytestmark = pytest.mark.urls("darna.domains.cases.tests.addresses")

ROLES = ("worker", "supervisor", "reception", "officer", "planner", "partner")


def _page(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"cases:{name}", args=args), query)


def _send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"cases:{name}", args=args), data)


def _clients(house: House) -> dict[str, Client]:
    return {who: signed_in_client(getattr(house, who)) for who in ROLES}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("show", [302, 302, 302, 302, 403, 404]),
        ("write_encounter", [200, 200, 200, 403, 403, 404]),
        ("note_need", [200, 200, 200, 403, 403, 404]),
        ("set_task", [200, 200, 403, 403, 403, 404]),
        ("change", [200, 200, 403, 403, 403, 404]),
        ("assign", [403, 200, 403, 403, 403, 403]),
        ("close", [200, 200, 403, 403, 403, 404]),
        ("share", [200, 200, 403, 403, 403, 404]),
        ("slip", [200, 200, 200, 403, 403, 404]),
    ],
)
def test_who_opens_which_page_of_a_case(house: House, name: str, expected: list[int]) -> None:
    case = make_case(house.worker)
    answers = [_page(client, name, case.pk).status_code for client in _clients(house).values()]
    assert answers == expected


def test_a_list_for_those_who_meet_persons(house: House) -> None:
    make_case(house.worker)
    answers = {who: _page(client, "list") for who, client in _clients(house).items()}
    assert [answer.status_code for answer in answers.values()] == [200, 200, 200, 200, 403, 200]
    assert b"El Idrissi" in answers["worker"].content
    assert b"El Idrissi" not in answers["partner"].content


def test_the_list_keeps_its_filters_while_it_is_sorted_and_leafed(house: House) -> None:
    person = make_person(house.worker)
    with acting(house.worker.context):
        for n in range(60):
            Case.objects.create(
                agency_id=house.worker.agency_id,
                person_id=person,
                reference=f"T-{n}",
                programme="returned_mre",
                opened_on=today(),
            )
    client = signed_in_client(house.worker)
    first = _page(client, "list", programme="returned_mre", worker="none").content.decode()
    assert "page=2" in first
    assert "programme=returned_mre&amp;worker=none&amp;sort=priority" in first
    assert "T-" in _page(client, "list", programme="returned_mre", page="2").content.decode()
    assert "No case matches" in _page(client, "list", programme="mre_abroad").content.decode()
    assert _page(client, "list", page="x", sort="; drop", opened_from="yesterday").status_code == 200


def test_a_case_is_opened_from_a_page_and_shown_on_the_file(house: House) -> None:
    person = make_person(house.reception)
    client = signed_in_client(house.reception)
    assert "is_mine" not in _page(client, "open", person).content.decode()
    empty = _send(client, "open", person, priority="high")
    saved = _send(client, "open", person, programme="mre_abroad", priority="high", need="housing", urgency="urgent")
    assert (empty.status_code, saved.status_code) == (422, 302)
    shown = client.get(saved["Location"]).content.decode()
    assert "Housing and shelter" in shown
    assert reverse("cases:set_task", args=[_only_case(house, person).pk]) not in shown


def test_a_person_of_another_agency_gets_no_case(house: House) -> None:
    person = make_person(house.worker)
    client = signed_in_client(house.partner)
    sent = _send(client, "open", person, programme="mre_abroad", priority="high")
    assert (_page(client, "open", person).status_code, sent.status_code) == (404, 404)


def test_an_encounter_is_written_as_a_page_and_in_place(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.worker)
    told = {"kind": "call", "note": "<b>Ring</b> again.", "happened_on": today().isoformat()}
    assert _send(client, "write_encounter", case.pk, **{**told, "note": ""}).status_code == 422
    assert _send(client, "write_encounter", case.pk, **told).status_code == 302
    url = reverse("cases:write_encounter", args=[case.pk])
    bad = client.post(url, {**told, "kind": ""}, headers={"HX-Request": "true"})
    good = client.post(url, told, headers={"HX-Request": "true"})
    assert (bad.status_code, good.status_code) == (422, 200)
    assert 'id="timeline"' in good.content.decode()
    assert "&lt;b&gt;Ring&lt;/b&gt; again." in good.content.decode()
    with acting(house.worker.context):
        assert Encounter.objects.filter(case_id=case.pk).count() == 2


def test_the_reception_sees_no_note_on_the_file_and_is_told_why(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        actions.write_encounter(case.pk, kind="call", note="A secret.", by=house.worker)
    pages = {who: _file(client, case) for who, client in _clients(house).items() if who in {"worker", "reception"}}
    assert "A secret." in pages["worker"]
    assert "A secret." not in pages["reception"]
    assert "kept for those who accompany" in pages["reception"]


def test_a_correction_that_comes_too_late_shows_both_texts(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        row = actions.write_encounter(case.pk, kind="call", note="the first text", by=house.worker)
        actions.correct_encounter(row.pk, note="the second text", present="", seen_version=1, by=house.worker)
    client = signed_in_client(house.worker)
    late = _send(client, "correct_encounter", row.pk, note="the third text", seen_version=1)
    words = late.content.decode()
    assert late.status_code == 409
    assert "the second text" in words
    assert "the third text" in words
    assert 'name="seen_version" value="2"' in words
    assert _send(client, "correct_encounter", row.pk, note="the third text", seen_version=2).status_code == 302


def test_closing_a_case_that_changed_meanwhile_overwrites_nothing(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.supervisor.context):
        actions.assign_case(case.pk, house.worker.membership_id, seen_version=1, by=house.supervisor)
    told = {"outcome": "goals_achieved", "note": "All is well.", "closed_on": today().isoformat(), "seen_version": 1}
    client = signed_in_client(house.worker)
    late = _send(client, "close", case.pk, **told)
    assert late.status_code == 409
    assert "All is well." in late.content.decode()
    assert _only_case(house, case.person_id).state == "open"
    assert _send(client, "close", case.pk, **{**told, "seen_version": 2}).status_code == 302
    assert _only_case(house, case.person_id).state == "closed"


def test_a_shared_case_says_before_it_is_closed_that_the_view_ends_with_it(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    client, other = signed_in_client(house.worker), signed_in_client(house.partner)
    assert "will no longer see it once it is closed: entraide en." in _page(client, "close", case.pk).content.decode()
    assert _page(other, "show", case.pk).status_code == 302
    told = {"outcome": "goals_achieved", "closed_on": today().isoformat(), "seen_version": 1}
    assert _send(client, "close", case.pk, **told).status_code == 302
    assert _page(other, "show", case.pk).status_code == 404


def test_priority_and_target_are_changed_from_a_page_and_never_overwritten(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.worker)
    assert reverse("cases:change", args=[case.pk]) in _file(client, case)
    assert 'value="medium" selected' in _page(client, "change", case.pk).content.decode()
    told = {"priority": "high", "target_on": "2090-05-01", "seen_version": 1}
    assert _send(client, "change", case.pk, **{**told, "target_on": "soon"}).status_code == 422
    assert _send(client, "change", case.pk, **told).status_code == 302
    late = _send(client, "change", case.pk, **{**told, "priority": "low"})
    assert (late.status_code, ">High<" in late.content.decode()) == (409, True)
    assert _only_case(house, case.person_id).priority == "high"


def test_a_supervisor_assigns_and_reopens(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.supervisor)
    given = _send(client, "assign", case.pk, worker=str(house.colleague.membership_id), seen_version=1)
    assert (given.status_code, _only_case(house, case.person_id).worker_id) == (302, house.colleague.membership_id)
    with acting(house.supervisor.context):
        actions.close_case(case.pk, "other", seen_version=2, by=house.supervisor)
    assert _send(client, "note_need", case.pk, kind="housing", urgency="normal").status_code == 403
    assert _send(client, "reopen", case.pk, note="She came back.", seen_version=3).status_code == 302
    again = _send(client, "reopen", case.pk, note="Again.", seen_version=4)
    assert (again.status_code, _told(again)[-1]) == (302, "This case is open already. Nothing was changed.")


def test_needs_and_tasks_from_their_pages(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.worker)
    assert _send(client, "note_need", case.pk, kind="housing", urgency="urgent").status_code == 302
    assert _send(client, "set_task", case.pk, title="Call", due_on=today().isoformat()).status_code == 302
    with acting(house.worker.context):
        need, task = Need.objects.get(case_id=case.pk), Task.objects.get(case_id=case.pk)
    assert "What came of it?" in _file(client, case)
    assert _page(client, "resolve_need", need.pk).status_code == 200
    assert _page(client, "finish_task", task.pk).status_code == 200
    assert _send(client, "resolve_need", need.pk, result="obtained", seen_version=1).status_code == 302
    again = _send(client, "resolve_need", need.pk, result="obtained", seen_version=1)
    assert (again.status_code, _told(again)[-1]) == (302, "Somebody settled this need before. Nothing was changed.")
    assert _send(client, "drop_task", task.pk, note="", seen_version=1).status_code == 422
    assert _send(client, "drop_task", task.pk, note="Not needed.", seen_version=1).status_code == 302
    stranger = signed_in_client(house.partner)
    assert _page(stranger, "resolve_need", need.pk).status_code == 404
    assert _send(stranger, "finish_task", task.pk, seen_version=2).status_code == 404


def test_a_file_is_shown_to_another_agency_and_taken_back(house: House) -> None:
    case = make_case(house.worker, make_sharing_person(house.worker, house.partner))
    client, other = signed_in_client(house.worker), signed_in_client(house.partner)
    until = (today() + timedelta(days=5)).isoformat()
    assert _page(other, "show", case.pk).status_code == 404
    assert _send(client, "share", case.pk, agency=str(house.partner.agency_id), until=until).status_code == 302
    assert _page(other, "show", case.pk).status_code == 302
    assert "stay with the agency" in _file(other, case)
    assert _page(other, "note_need", case.pk).status_code == 403
    with acting(house.worker.context):
        share = CaseShare.objects.get(case_id=case.pk)
    assert _send(client, "revoke_share", share.pk, seen_version=1).status_code == 302
    assert _page(other, "show", case.pk).status_code == 404


def test_without_consent_a_file_is_not_shown(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.worker)
    until = today().isoformat()
    assert _send(client, "share", case.pk, agency=str(house.partner.agency_id), until=until).status_code == 403


def test_the_timeline_further_back_is_a_page_and_a_fragment(house: House) -> None:
    case = make_case(house.worker)
    client = signed_in_client(house.worker)
    url = reverse("cases:older", args=[case.person_id])
    assert "<html" in client.get(url).content.decode()
    assert "<html" not in client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert signed_in_client(house.partner).get(url).status_code == 404


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_slip_carries_the_reference_and_says_nothing_of_why(house: House, language: str) -> None:
    case = make_case(house.worker, programme="child_protection", needs=[NeedDraft("violence_protection")])
    client = signed_in_client(house.worker)
    words = client.get(f"/{language}/desk/cases/{case.pk}/slip/").content.decode()
    with acting(house.worker.context):
        slip = queries.slip_of(house.worker, case.pk)
    assert slip.reference in words
    assert 'lang="ar" dir="rtl"' in words
    for telling in ("rotection", "violence", "حماية", "Idrissi\xa0", "Fatima"):
        assert telling not in words


def test_a_share_given_by_somebody_else_is_not_taken_back_by_its_reader(house: House) -> None:
    _case, share = make_shared_case(house.worker, house.partner)
    assert _send(signed_in_client(house.partner), "revoke_share", share.pk, seen_version=1).status_code == 403


def test_the_slip_is_a_pdf_drawn_with_the_font_that_keeps_arabic_words(house: House) -> None:
    case = make_case(house.worker)
    answer = _page(signed_in_client(house.worker), "slip_pdf", case.pk)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert {name.split(b"+")[-1] for name in _fonts(answer.content)} == {b"Amiri", b"Amiri-Bold"}


def test_a_slip_keeps_its_font_after_the_temporary_folder_was_swept(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    case, client = make_case(house.worker), signed_in_client(house.worker)
    for _ in range(2):
        answer = _page(client, "slip_pdf", case.pk)
        assert {name.split(b"+")[-1] for name in _fonts(answer.content)} == {b"Amiri", b"Amiri-Bold"}
        for left in tmp_path.glob("weasyprint-*"):
            shutil.rmtree(left)


def test_without_pango_the_slip_is_a_page_that_says_why(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(slip: object) -> bytes:
        raise printing.NoPDF("libpango-1.0-0")

    monkeypatch.setattr(printing, "slip_as_pdf", lacking)
    case = make_case(house.worker)
    answer = _page(signed_in_client(house.worker), "slip_pdf", case.pk)
    assert (answer.status_code, "Pango" in answer.content.decode()) == (200, True)


def _fonts(pdf: bytes) -> set[bytes]:
    streams = [zlib.decompressobj().decompress(body) for body in re.findall(rb"stream\r?\n(x.*?)endstream", pdf, re.S)]
    return {name for stream in streams for name in re.findall(rb"/BaseFont /([^ /]+)", stream)}


def _told(answer: Any) -> list[str]:
    """What the reader is told on the next page."""
    return [str(message) for message in get_messages(answer.wsgi_request)]


def _file(client: Client, case: Any) -> str:
    return str(client.get(reverse("desk:file", args=[case.person_id])).content.decode())


def _only_case(house: House, person_id: Any) -> Case:
    with acting(house.supervisor.context):
        return Case.objects.get(person_id=person_id)


def test_a_need_is_settled_with_the_place_the_person_was_oriented_to(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id, needs=[NeedDraft("housing")])
    client = signed_in_client(house.worker)
    with acting(house.worker.context):
        need = Need.objects.get(case_id=case.pk)
    place, said = choices("partner_institution")[0]
    assert 'name="oriented_to"' in _page(client, "resolve_need", need.pk).content.decode()
    told = {"seen_version": 1, "result": "obtained", "oriented_to": "nowhere"}
    assert _send(client, "resolve_need", need.pk, **told).status_code == 422
    assert _send(client, "resolve_need", need.pk, **{**told, "oriented_to": place}).status_code == 302
    with acting(house.worker.context):
        line = queries.need_card(house.worker, need.pk)[0]
    assert (line.oriented_label, line.is_open) == (said, False)
