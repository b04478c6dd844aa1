"""Every shell renders without a database, in both directions, and shows nothing it was not given."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from darna.base.pages.listing import Column, Pager
from darna.faces.shell import errors
from darna.faces.shell.chrome import SHORT, AgencyChoice, DeskChrome, NavEntry, Room, entries_for

SHELLS = ["shell/public.html", "shell/narrow.html", "shell/desk.html", "shell/print.html"]


def rendered(source: str, path: str = "/fr/", desk: DeskChrome | None = None, **context: object) -> str:
    """A template written in a test, as a page of the desk would render it."""
    request = RequestFactory().get(path)
    if desk:
        request.desk = desk  # type: ignore[attr-defined]
    compiled = CottonCompiler().process(source)
    return engines["django"].from_string(compiled).render({"request": request, **context}, request)


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("fr", "ltr"), ("it", "ltr"), ("en", "ltr")])
def test_a_page_says_its_language_and_direction(shell: str, language: str, direction: str) -> None:
    with translation.override(language):
        html = rendered(f"{{% extends '{shell}' %}}{{% block title %}}Slip{{% endblock %}}", f"/{language}/")
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert ("bootstrap.rtl.min.css" in html) is (direction == "rtl")
    assert "<title>Slip · Darna</title>" in html
    assert 'href="#content"' in html
    assert 'id="content"' in html


def test_the_language_switch_keeps_the_page_and_its_question() -> None:
    with translation.override("fr"):
        html = rendered("{% extends 'shell/public.html' %}", "/fr/cases/?state=open")
    assert 'href="/ar/cases/?state=open"' in html
    assert 'aria-current="true">Français' in html


def test_the_desk_shows_who_works_for_whom_and_where_one_is() -> None:
    agencies = (AgencyChoice("a", "Maison", is_current=True), AgencyChoice("b", "Entraide"))
    entries = (NavEntry("Today", "/fr/today/", "calendar", is_current=True),)
    desk = DeskChrome("Souad", "Maison", agencies, entries, switch_url="/fr/switch/", sign_out_url="/fr/out/")
    html = rendered("{% extends 'shell/desk.html' %}", desk=desk)
    assert 'value="b"' in html
    assert 'href="/fr/today/" aria-current="page"' in html
    assert "<bdi>Souad</bdi>" in html
    assert "data-lock-after" not in html


def test_the_desk_locks_itself_when_it_is_told_after_how_long() -> None:
    desk = DeskChrome("Souad", lock_url="/fr/lock/", lock_after_seconds=1800)
    with translation.override("fr"):
        html = rendered("{% extends 'shell/desk.html' %}", desk=desk)
    assert 'data-lock-after="1800"' in html
    assert 'id="lock-form"' in html


def test_a_room_that_is_not_built_or_not_permitted_is_left_out() -> None:
    rooms = (Room("Welcome", "portal:welcome", "home"), Room("Secret", "portal:privacy", "lock", "secret.see"))
    unbuilt = Room("Cellar", "nowhere:list", "door")
    with translation.override("fr"):
        assert [entry.label for entry in entries_for((), "/fr/", (*rooms, unbuilt))] == ["Welcome"]
        assert len(entries_for({"secret.see"}, "/fr/privacy/", rooms)) == 2


def test_the_deepest_room_is_the_current_one() -> None:
    rooms = (Room("Welcome", "portal:welcome", "home"), Room("Privacy", "portal:privacy", "lock"))
    with translation.override("fr"):
        entries = entries_for((), "/fr/privacy/", rooms)
    assert [entry.is_current for entry in entries] == [False, True]


def test_a_long_menu_keeps_what_is_seldom_entered_behind_one_word() -> None:
    often, seldom = Room("Welcome", "portal:welcome", "home", is_often=True), Room("Privacy", "portal:privacy", "lock")
    with translation.override("fr"):
        short = DeskChrome(entries=entries_for((), "/fr/", (often, seldom)))
        long = DeskChrome(entries=entries_for((), "/fr/privacy/", (*[often] * SHORT, seldom)))
        html = rendered("{% extends 'shell/desk.html' %}", desk=long)
    assert (short.rare, long.is_in_rare) == ((), True)
    assert [entry.label for entry in long.rare] == ["Privacy"]
    assert html.index('class="menu desk-more"') < html.index('class="is-here"') < html.index('href="/fr/privacy/"')


@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_an_error_page_repeats_nothing_of_what_was_asked(status: int) -> None:
    response = errors.error_page(RequestFactory().get("/ar/persons/fatima-secret/?q=fatima"), status)
    html = response.content.decode()
    assert response.status_code == status
    assert '<html lang="ar" dir="rtl">' in html
    assert "fatima" not in html


@pytest.mark.parametrize("status", [403, 404])
def test_an_error_page_leads_staff_back_to_the_desk_and_others_to_the_first_page(status: int) -> None:
    request = RequestFactory().get("/fr/desk/cases/")
    assert 'class="btn btn-primary" href="/fr/"' in errors.error_page(request, status).content.decode()
    request.actor = None  # type: ignore[attr-defined]
    assert 'class="btn btn-primary" href="/fr/"' in errors.error_page(request, status).content.decode()
    request.actor = SimpleNamespace(name="Souad")  # type: ignore[attr-defined]
    assert 'class="btn btn-primary" href="/fr/desk/"' in errors.error_page(request, status).content.decode()


def test_what_people_typed_stays_text_in_every_component() -> None:
    html = rendered(
        """{% load darna_format %}<c-page-head :title="x" lead="{{ x }}" />
        <c-card title="{{ x }}">{{ x }}</c-card><c-alert :title="x" />
        <c-facts :items="pairs" /><c-copy :value="x" /><c-tag>{{ x }}</c-tag>{{ x|bdi }}{% isolate x %}{{ x|phone }}""",
        x="<b onclick=1>\"'",
        pairs=[("Name", "<b>")],
    )
    assert "<b onclick" not in html
    assert "<b>" not in html


def test_a_table_says_how_it_is_sorted_and_a_pager_where_one_is() -> None:
    html = rendered(
        "<c-table caption='Cases' :columns='columns'></c-table><c-pager :page='page' />",
        columns=[Column("Name", "?s=name", "ascending")],
        page=Pager(51, 100, 1234, "", "?p=3"),
    )
    assert 'aria-sort="ascending"' in html
    assert 'rel="next" href="?p=3"' in html
    assert 'rel="prev"' not in html


def test_a_timeline_entry_keeps_its_lines_and_its_direction() -> None:
    entry = SimpleNamespace(
        at=dt.datetime(2026, 11, 3, 9, 5, tzinfo=dt.UTC),
        title="Note",
        body="One\n\nTwo",
        kind="note",
        by="Souad",
        url="",
    )
    html = rendered('<c-timeline label="History" :entries="entries" />', entries=[entry])
    assert 'dir="auto"' in html
    assert "<p>Two</p>" in html


def test_a_component_takes_nothing_from_the_page_it_was_not_given() -> None:
    html = rendered("<c-card>Hello</c-card>", title="Fatima", kind="danger", actions="<i>")
    assert "Fatima" not in html


def test_the_error_page_needs_no_request() -> None:
    assert "500" in render_to_string("shell/error.html", {"status": 500, "words": errors.WORDS[500]})
