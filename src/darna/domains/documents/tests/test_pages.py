"""The pages as a browser meets them: taking a paper in, looking at it, and harmful files refused in words."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member, signed_in_client
from darna.base.audit.models import Entry
from darna.base.documents.tests.hostile import REFUSED
from darna.base.documents.tests.papers import pdf, photographed
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_shared_case
from darna.domains.documents.models import Paper, PaperFile
from darna.domains.documents.tests.makers import a_pdf, file_of, make_asked, make_checked, make_paper
from darna.domains.documents.wording import sentence
from darna.kernel.clock import today


def page(client: Client, name: str, *args: Any, **query: Any) -> Any:
    return client.get(reverse(f"documents:{name}", args=args), query)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"documents:{name}", args=args), data)


def upload(body: bytes, name: str = "paper.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, "image/jpeg")


def opened(house: House) -> list[str]:
    with acting(house.worker.context):
        return [one.verb for one in Entry.objects.filter(verb="paper.opened")]


def test_a_paper_is_photographed_kept_looked_at_and_checked_on_pages(house: House) -> None:
    person, mine = make_case(house.worker).person_id, signed_in_client(house.worker)
    assert send(mine, "keep", person, kind="passport").status_code == 422
    made = send(mine, "keep", person, kind="passport", photograph=upload(photographed(), "Rachida.jpg"))
    with acting(house.worker.context):
        paper, file = Paper.objects.get(), PaperFile.objects.get()
    assert made["Location"] == reverse("documents:paper", args=[paper.pk])
    shown = page(mine, "paper", paper.pk).content.decode()
    assert "Rachida" not in shown
    assert opened(house) == []
    answer = page(mine, "file", file.pk)
    assert b"Telephone of Fatima" not in answer.content
    assert answer["Content-Disposition"] == 'inline; filename="paper-1.jpg"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert page(mine, "small", file.pk).status_code == 200
    assert page(mine, "download", file.pk)["Content-Disposition"].startswith("attachment")
    assert len(opened(house)) == 3
    days = {"issued_on": today() - timedelta(days=9), "expires_on": today() + timedelta(days=20)}
    assert send(mine, "check", paper.pk, seen_version=1, **days).status_code == 302
    assert "expires soon" in page(mine, "paper", paper.pk).content.decode()


@pytest.mark.parametrize("what", REFUSED)
def test_a_harmful_file_is_refused_on_the_page_in_words(house: House, what: str) -> None:
    body, name, code = REFUSED[what]
    person, mine = make_case(house.worker).person_id, signed_in_client(house.worker)
    answer = send(mine, "keep", person, kind="other", file=upload(body, name))
    assert answer.status_code == 422
    if body:
        assert escape(sentence(code)) in answer.content.decode()
    with acting(house.worker.context):
        assert not Paper.objects.exists()


def test_a_pdf_is_carried_away_and_never_shown(house: House) -> None:
    paper = make_paper(house.worker, make_case(house.worker).person_id, scanned=a_pdf())
    answer = page(signed_in_client(house.worker), "file", file_of(house.worker, paper.pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content == pdf()


def test_a_paper_that_was_asked_for_is_taken_in_and_replaced_by_a_newer_one(house: House) -> None:
    person, mine = make_case(house.worker).person_id, signed_in_client(house.worker)
    assert send(mine, "ask", person, kind="birth_certificate", brought_by="person").status_code == 302
    with acting(house.worker.context):
        paper = Paper.objects.get()
    assert send(mine, "bring", paper.pk, seen_version=1, photograph=upload(photographed())).status_code == 302
    assert send(mine, "refuse", paper.pk, seen_version=2, reason="").status_code == 422
    assert send(mine, "refuse", paper.pk, seen_version=2, reason="It is <torn>").status_code == 302
    assert "It is &lt;torn&gt;" in page(mine, "paper", paper.pk).content.decode()
    assert send(mine, "bring", paper.pk, seen_version=2, file=upload(pdf(), "a.pdf")).status_code == 409
    assert send(mine, "bring", paper.pk, seen_version=3, file=upload(pdf(), "a.pdf")).status_code == 302
    assert send(mine, "hand_back", paper.pk, seen_version=4, reason="").status_code == 302
    changed = {"kind": "passport", "label": "", "brought_by": "worker"}
    assert send(mine, "change", paper.pk, seen_version=5, **changed).status_code == 302
    assert send(signed_in_client(house.supervisor), "remove", paper.pk, reason="not_needed").status_code == 302
    with acting(house.worker.context):
        assert not PaperFile.objects.exists()


def test_a_paper_of_another_agency_is_not_there_even_where_the_case_is_shown(house: House) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    paper = make_paper(house.worker, case.person_id)
    file, theirs = file_of(house.worker, paper.pk), signed_in_client(house.partner)
    for name, key in (("paper", paper.pk), ("file", file), ("small", file), ("of_person", case.person_id)):
        assert page(theirs, name, key).status_code == 404
        assert page(signed_in_client(house.worker), name, key).status_code == 200
    assert send(theirs, "check", paper.pk, seen_version=1).status_code == 404
    assert page(theirs, "list").context["found"].lines == ()


def test_the_list_narrows_sorts_and_shows_no_picture(house: House) -> None:
    case, mine = make_case(house.worker), signed_in_client(house.worker)
    make_checked(house.worker, case.person_id, "residence_permit", expires_on=today() + timedelta(days=20))
    make_checked(house.worker, case.person_id, "diploma")
    make_asked(house.worker, case.person_id, "visa", due_on=today() - timedelta(days=2))
    everything = page(mine, "list")
    assert len(everything.context["found"].lines) == 3
    main = re.search(r"<main.*</main>", everything.content.decode(), re.DOTALL)
    assert main
    assert "<img" not in main[0]
    for query, kinds in (
        ({"expiring": "30"}, ["residence_permit"]),
        ({"state": "asked"}, ["visa"]),
        ({"kind": "diploma"}, ["diploma"]),
        ({"sort": "kind"}, ["diploma", "residence_permit", "visa"]),
        ({"sort": "x", "state": "x", "page": "999"}, None),
    ):
        found = page(mine, "list", **query)
        assert found.status_code == 200
        if kinds is not None:
            assert [line.kind for line in found.context["found"].lines] == kinds


def test_lists_ask_no_more_for_more_papers(house: House) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    case, mine = make_case(house.worker), signed_in_client(house.worker)
    counts = []
    for _round in range(2):
        for _one in range(3):
            make_asked(house.worker, case.person_id)
        for name, args in (("list", ()), ("of_person", (case.person_id,))):
            page(mine, name, *args)
            with CaptureQueriesContext(connection) as asked:
                page(mine, name, *args)
            counts.append((name, len(asked)))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]


def test_the_file_and_the_checklist_lead_to_the_papers(house: House) -> None:
    case, mine = make_case(house.worker, worker_id=house.worker.membership_id), signed_in_client(house.worker)
    paper = make_asked(house.worker, case.person_id)
    file = mine.get(reverse("desk:file", args=[case.person_id])).content.decode()
    assert reverse("documents:paper", args=[paper.pk]) in file
    assert reverse("documents:checklist", args=[case.pk]) in file
    shown = page(mine, "checklist", case.pk)
    wanted = list(shown.context["form"].lines)[:2]
    assert send(mine, "checklist", case.pk, wanted=wanted, brought_by="person").status_code == 302
    assert len(page(mine, "of_person", case.person_id).context["found"].lines) == 3
    assert send(mine, "checklist", case.pk, brought_by="person").status_code == 422


def test_the_reception_adds_papers_and_is_refused_to_open_them(house: House) -> None:
    desk, person = make_member(Role.RECEPTIONIST), make_case(house.worker).person_id
    client = signed_in_client(desk)
    assert send(client, "keep", person, kind="passport", file=upload(pdf(), "a.pdf")).status_code == 302
    with acting(desk.context):
        paper = Paper.objects.get()
    assert page(client, "paper", paper.pk).status_code == 200
    assert page(client, "file", file_of(desk, paper.pk)).status_code == 403
    assert send(client, "check", paper.pk, seen_version=1).status_code == 403
