"""A content manager brings a page to the public, on pages and without code."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import include, path, reverse
from django.utils import translation
from django.utils.timezone import localtime

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.documents.tests.papers import photographed
from darna.base.rowsecurity.context import acting
from darna.domains.pages import queries
from darna.domains.pages.models import Page
from darna.domains.pages.tests.makers import (
    SHOWS,
    Writers,
    draft_of,
    make_draft,
    make_proposal,
    make_shown,
    text_of,
)
from darna.kernel.clock import now

pytestmark = pytest.mark.urls(__name__)

urlpatterns = i18n_patterns(
    path("desk/pages/", include("darna.domains.pages.urls")),
    path("account/", include("darna.base.accounts.urls")),
    path("agency/", include("darna.base.agencies.urls")),
    path("", include("darna.faces.portal.urls")),
    prefix_default_language=True,
)
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"


def page(client: Client, name: str, *args: Any, **asked: Any) -> Any:
    return client.get(reverse(f"pages:{name}", args=args), asked)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"pages:{name}", args=args), data)


def html(answer: Any) -> str:
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return str(answer.content.decode())


def seen(answer: Any, name: str = "seen_version") -> int:
    """The version a form carries."""
    return int(re.findall(rf'name="{name}" value="(\d+)"', html(answer))[-1])


def test_from_an_empty_page_to_the_public_by_two_people(writers: Writers) -> None:
    first, second = signed_in_client(writers.first), signed_in_client(writers.second)
    told = {"slug": "an-example", "door": "going", "position": 5, "review_every_days": 90, "seen_version": 0}
    assert send(first, "add", **told).status_code == 302
    with acting(writers.first.context):
        made = Page.objects.get(slug="an-example")
    draft = draft_of(writers.first, made)
    for language in ("ar", "fr", "it", "en"):
        text = text_of(writers.first, draft, language)
        form = page(first, "text", text.pk)
        words = {"title": f"Title {language}", "summary": "Short.", "body": "## Ask\r\n\r\n- first", "is_ready": "on"}
        assert send(first, "text", text.pk, seen_version=seen(form), **words).status_code == 302
    sources = "V | 2025-05-28 | Official Bulletin 7407"
    assert send(first, "sources", draft.pk, seen_version=1, sources=sources).status_code == 302
    assert send(first, "propose", draft.pk, seen_version=2, reason="New").status_code == 302
    assert "You proposed this version" in html(page(first, "publish", draft.pk))
    assert send(first, "publish", draft.pk, seen_version=3).status_code == 403
    preview = html(page(second, "publish", draft.pk))
    assert "Title it" in preview
    assert send(second, "publish", draft.pk, seen_version=3, publish_at="").status_code == 302
    with acting(writers.first.context):
        shown = queries.shown_page("an-example", "it")
    assert (shown.line.title, shown.body, shown.line.door) == ("Title it", "## Ask\n\n- first", "going")


def test_four_languages_stand_side_by_side_with_their_state(writers: Writers) -> None:
    draft = make_draft(writers.first)
    shown = html(page(signed_in_client(writers.first), "version", draft.pk))
    assert shown.count("<strong>what you have</strong>") == 4
    assert re.search(r'lang="ar" dir="rtl"', shown)
    assert shown.count("tag-done") >= 4


def test_the_preview_is_a_phone_in_the_language_that_is_asked_for(writers: Writers) -> None:
    draft = make_draft(writers.first)
    shown = html(page(signed_in_client(writers.administrator), "preview", draft.pk, language="ar"))
    assert re.search(r'<article class="phone stack" lang="ar" dir="rtl">', shown)
    assert 'href="/ar/rights/"' in shown


def test_what_differs_is_read_before_it_is_published(writers: Writers) -> None:
    shown = make_shown(writers.first, writers.second)
    client = signed_in_client(writers.first)
    begun = send(client, "start", shown.pk)
    draft = draft_of(writers.first, shown.page)
    assert begun["Location"].endswith(f"{draft.pk}/")
    text = text_of(writers.first, draft, "fr")
    words = {"title": "Revenir", "summary": "Court.", "body": "[CNSS](https://www.cnss.ma/)", "is_ready": "on"}
    send(client, "text", text.pk, seen_version=text.version, **words)
    told = html(page(client, "differences", draft.pk))
    assert "<ins" in told
    assert "Revenir" in told
    assert "<del" in told
    assert "www.cnss.ma" in told


def test_a_proposal_is_published_for_a_later_instant_and_taken_back(writers: Writers) -> None:
    proposal, client = make_proposal(writers.first), signed_in_client(writers.second)
    past, later = (localtime(now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M") for days in (-1, 3))
    assert send(client, "publish", proposal.pk, seen_version=proposal.version, publish_at=past).status_code == 422
    assert send(client, "publish", proposal.pk, seen_version=proposal.version, publish_at=later).status_code == 302
    assert "published, appears later" in html(page(client, "version", proposal.pk))
    told = {"seen_version": proposal.version + 1, "reason": "Not yet."}
    assert send(client, "recall", proposal.pk, **told).status_code == 302
    assert "taken back before it appeared" in html(page(client, "version", proposal.pk))


def test_a_page_is_taken_away_from_the_public_with_a_reason(writers: Writers) -> None:
    shown, client = make_shown(writers.first, writers.second), signed_in_client(writers.administrator)
    assert send(client, "retire", shown.pk, seen_version=shown.version, reason="").status_code == 422
    assert send(client, "retire", shown.pk, seen_version=shown.version, reason="Wrong.").status_code == 302
    assert page(client, "retire", shown.pk).status_code == 404


def test_a_picture_is_drawn_anew_and_told_in_words(writers: Writers) -> None:
    draft, client = make_draft(writers.first), signed_in_client(writers.first)
    shows = {f"shows_{language}": words for language, words in SHOWS.items()}
    told = {"seen_version": 1, "picture": SimpleUploadedFile("door.jpg", photographed()), **shows}
    assert send(client, "add_image", draft.pk, **told).status_code == 302
    version = html(page(client, "version", draft.pk))
    image = re.findall(r"pictures/([0-9a-f-]{36})/\"", version)[0]
    answer = page(client, "image", image)
    assert (answer["Content-Type"], b"Fatima" in answer.content) == ("image/jpeg", False)
    no_picture = {"seen_version": 1, "picture": SimpleUploadedFile("x.jpg", b"%PDF-1.4 x"), **shows}
    assert send(client, "add_image", draft.pk, **no_picture).status_code == 422
    assert send(client, "describe_image", image, seen_version=1, shows_fr="Une porte bleue").status_code == 302
    assert send(client, "remove_image", image, seen_version=2).status_code == 302


def test_somebody_who_comes_too_late_sees_what_is_stored(writers: Writers) -> None:
    draft, client = make_draft(writers.first), signed_in_client(writers.second)
    text = text_of(writers.first, draft, "fr")
    words = {"title": "Mine", "summary": "Court.", "body": "Texte", "is_ready": "on"}
    answer = send(client, "text", text.pk, seen_version=text.version - 1, **words)
    assert answer.status_code == 409
    assert "Coming back (fr)" in answer.content.decode()


def test_the_queue_lets_its_keeper_say_that_a_page_is_still_right(writers: Writers) -> None:
    shown, client = make_shown(writers.first, writers.second), signed_in_client(writers.first)
    with acting(writers.first.context):
        Page.objects.filter(pk=shown.page_id).update(reviewed_on="2020-01-01", version=9)
    assert str(shown.page_id) in html(page(client, "queue"))
    assert str(shown.page_id) in html(page(client, "list", is_due="on"))
    answer = send(client, "review", shown.page_id, back="queue")
    assert answer["Location"].endswith("/review/")
    assert str(shown.page_id) not in html(page(client, "queue"))


def test_the_administrator_publishes_and_does_not_write(writers: Writers) -> None:
    draft, client = make_draft(writers.first), signed_in_client(writers.administrator)
    assert html(page(client, "list"))
    assert page(client, "propose", draft.pk).status_code == 403
    assert page(client, "add").status_code == 403
    assert page(signed_in_client(writers.worker), "list").status_code == 403
    assert page(signed_in_client(writers.neighbour), "version", draft.pk).status_code == 404


def test_every_page_of_the_editor_is_drawn_in_arabic(writers: Writers) -> None:
    draft, client = make_draft(writers.first), signed_in_client(writers.first)
    text = text_of(writers.first, draft, "it")
    with translation.override("ar"):
        for name, args in (
            ("list", ()),
            ("queue", ()),
            ("add", ()),
            ("page", (draft.page_id,)),
            ("change", (draft.page_id,)),
            ("version", (draft.pk,)),
            ("text", (text.pk,)),
            ("sources", (draft.pk,)),
            ("propose", (draft.pk,)),
            ("discard", (draft.pk,)),
            ("add_image", (draft.pk,)),
        ):
            assert 'dir="rtl"' in html(page(client, name, *args)), name


def test_the_list_asks_the_database_no_more_for_more_pages(
    writers: Writers, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        make_draft(writers.first, f"example-{number}")
    with acting(writers.first.context), django_assert_max_num_queries(4):
        queries.page_lines(writers.first, queries.lists.PageFilters())
