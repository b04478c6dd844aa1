"""The signed form on the desk: photographed, listed, looked at and taken away, in words that say what was wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from darna.base.agencies.roles import Role
from darna.base.audit.models import Entry
from darna.base.documents.scans import LARGEST
from darna.base.documents.tests.papers import opened, pdf, photographed
from darna.base.rowsecurity.context import acting
from darna.domains.people import queries as people
from darna.domains.people.values import MOST_PAGES, SignedPageLine
from darna.faces.desk.tests.makers import ANSWERS, Desk, address, person_of, register, sit_down


@pytest.fixture
def person(worker: Desk) -> UUID:
    return person_of(register(worker.client))


@pytest.fixture
def consent(worker: Desk, person: UUID) -> UUID:
    with acting(worker.actor.context):
        return people.consents_of(worker.actor, person)[0].id


def sent(
    worker: Desk, person: UUID, consent: UUID, body: bytes, *, name: str = "IMG 1.jpg", language: str = "fr"
) -> Any:
    """A page as the phone's browser sends it."""
    file = SimpleUploadedFile(name, body, content_type="image/jpeg")
    return worker.client.post(address("desk:add_signed_page", person, consent, language=language), {"photograph": file})


def kept(worker: Desk, person: UUID, consent: UUID) -> tuple[SignedPageLine, ...]:
    with acting(worker.actor.context):
        return people.signed_pages(worker.actor, person, consent)


def test_a_page_is_photographed_and_looked_at(worker: Desk, person: UUID, consent: UUID) -> None:
    assert sent(worker, person, consent, photographed(turned=6)).status_code == 302
    (page,) = kept(worker, person, consent)
    listed = worker.client.get(address("desk:signed_pages", person, consent, language="en")).content.decode()
    for word in ("Page 1", "Samira Idrissi", "Add the next page"):
        assert word in listed
    assert "Signed form: 1 page" in worker.client.get(address("desk:file", person, language="en")).content.decode()
    frame = worker.client.get(address("desk:signed_page", person, page.id)).content.decode()
    assert f'src="{address("desk:signed_page_body", person, page.id)}"' in frame
    answer = worker.client.get(address("desk:signed_page_body", person, page.id))
    assert opened(answer.content).size == (600, 400)


def test_a_page_is_handed_out_shut_and_under_a_name_that_says_nothing(
    worker: Desk, person: UUID, consent: UUID
) -> None:
    sent(worker, person, consent, photographed(), name="Malika Tahiri.jpg")
    sent(worker, person, consent, pdf(), name="Malika Tahiri.pdf")
    picture, paper = (
        worker.client.get(address("desk:signed_page_body", person, page.id)) for page in kept(worker, person, consent)
    )
    assert picture["Content-Disposition"] == 'inline; filename="signed-form-1.jpg"'
    assert paper["Content-Disposition"] == 'attachment; filename="signed-form-2.pdf"'
    assert [picture["Content-Type"], paper["Content-Type"]] == ["image/jpeg", "application/pdf"]
    for answer in (picture, paper):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_each_look_at_a_page_is_one_sentence_and_the_list_is_none(worker: Desk, person: UUID, consent: UUID) -> None:
    sent(worker, person, consent, photographed())
    (page,) = kept(worker, person, consent)
    for name, about in (("signed_pages", consent), ("signed_page", page.id)):
        worker.client.get(address(f"desk:{name}", person, about))
    body = address("desk:signed_page_body", person, page.id)
    worker.client.head(body)
    for _ in range(2):
        worker.client.get(body)
    with acting(worker.actor.context):
        verbs = list(Entry.objects.filter(object_id=page.id).order_by("id").values_list("verb", flat=True))
    assert verbs == ["consent.page_added", "consent.page_opened", "consent.page_opened"]


@pytest.mark.parametrize(
    ("body", "language", "said"),
    [
        (b"<!doctype html><script>alert(1)</script>", "en", "neither a picture (JPEG, PNG, WebP) nor a PDF"),
        (photographed()[:900], "en", "damaged"),
        (pdf()[:90], "en", "damaged"),
        (b"\xff\xd8\xff" + bytes(LARGEST), "en", "larger than 10.0"),
        (b"", "en", "empty"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(90), "en", "HEIC"),
    ],
    ids=["a page of the web", "half a picture", "half a PDF", "too large", "empty", "of a telephone"],
)
def test_a_refused_page_says_why_and_nothing_is_kept(
    worker: Desk, person: UUID, consent: UUID, body: bytes, language: str, said: str
) -> None:
    answer = sent(worker, person, consent, body, language=language)
    assert answer.status_code == 422
    assert said in answer.content.decode().replace("\xa0", " ")
    assert kept(worker, person, consent) == ()


def test_nothing_sent_and_two_files_at_once_are_told(worker: Desk, person: UUID, consent: UUID) -> None:
    url = address("desk:add_signed_page", person, consent, language="en")
    assert "or choose a file" in worker.client.post(url, {}).content.decode()
    both = {name: SimpleUploadedFile("x", photographed()) for name in ("photograph", "file")}
    assert "one page after the other" in worker.client.post(url, both).content.decode()
    assert worker.client.post(url, {"file": SimpleUploadedFile("x", photographed())}).status_code == 302


def test_the_same_page_sent_twice_on_a_slow_line_is_kept_once(worker: Desk, person: UUID, consent: UUID) -> None:
    sent(worker, person, consent, photographed())
    again = sent(worker, person, consent, photographed(), language="en")
    assert (again.status_code, "kept already" in again.content.decode()) == (422, True)
    assert len(kept(worker, person, consent)) == 1


def test_after_six_pages_no_more_is_asked_for(worker: Desk, person: UUID, consent: UUID) -> None:
    for number in range(MOST_PAGES):
        assert sent(worker, person, consent, pdf(500 + number)).status_code == 302
    page = worker.client.get(address("desk:signed_pages", person, consent, language="en")).content.decode()
    assert "no more fit" in page
    assert 'type="file"' not in page
    assert sent(worker, person, consent, pdf(900)).status_code == 422


def test_a_supervisor_takes_away_the_paper_of_somebody_else(worker: Desk, person: UUID, consent: UUID) -> None:
    sent(worker, person, consent, photographed())
    (page,) = kept(worker, person, consent)
    url = address("desk:remove_signed_page", person, page.id, language="en")
    assert worker.client.get(url).status_code == 403
    supervisor = sit_down(Role.SUPERVISOR)
    assert "Why is this page taken away?" in supervisor.client.get(url).content.decode()
    assert supervisor.client.post(url, {}).status_code == 422
    assert supervisor.client.post(url, {"reason": "wrong_person"}).status_code == 302
    assert kept(worker, person, consent) == ()
    assert worker.client.get(address("desk:signed_page_body", person, page.id)).status_code == 404


def test_a_page_is_not_found_under_another_file(worker: Desk, person: UUID, consent: UUID) -> None:
    sent(worker, person, consent, photographed())
    (page,) = kept(worker, person, consent)
    other = person_of(register(worker.client, person={"person-given_name": "Nour"}))
    for name in ("signed_page", "signed_page_body"):
        assert worker.client.get(address(f"desk:{name}", other, page.id)).status_code == 404
    assert worker.client.get(address("desk:signed_pages", other, consent)).status_code == 404
    assert (
        sit_down(Role.CASEWORKER, "aideca").client.get(address("desk:signed_page_body", person, page.id)).status_code
        == 404
    )


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr")])
def test_the_page_stands_in_the_language_of_whoever_reads(
    worker: Desk, person: UUID, consent: UUID, language: str, direction: str
) -> None:
    sent(worker, person, consent, photographed())
    text = worker.client.get(address("desk:signed_pages", person, consent, language=language)).content.decode()
    assert f'lang="{language}" dir="{direction}"' in text
    assert 'enctype="multipart/form-data"' in text
    assert 'accept="image/*" capture="environment"' in text


def test_an_answer_on_paper_leads_on_to_its_paper(worker: Desk, person: UUID) -> None:
    told = {name.removeprefix("consent-"): value for name, value in ANSWERS["consent"].items() if "birth" not in name}
    saved = worker.client.post(address("desk:consent", person), {**told, "then": "signed"})
    with acting(worker.actor.context):
        newest = people.consents_of(worker.actor, person)[0]
    assert saved["Location"] == address("desk:add_signed_page", person, newest.id)
    assert worker.client.post(address("desk:consent", person), told)["Location"] == address("desk:file", person)


def test_a_photograph_is_never_laid_on_the_disc_in_clear(
    worker: Desk, person: UUID, consent: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_disc(*_told: Any, **_named: Any) -> None:
        raise AssertionError("the page was written to a temporary file")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", on_disc)
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > LARGEST
    assert sent(worker, person, consent, photographed() + bytes(LARGEST - 100_000)).status_code == 302
    # No bound of the settings brings it there: what is not held in memory is refused.
    with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=1000):
        assert sent(worker, person, consent, photographed() + bytes(500_000)).status_code == 422
