"""What PostgreSQL itself refuses of pages, whatever the program says, and what the role of the public side may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.database.temporary import temporary_server
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.pages.models import Page, PageText, PageVersion
from darna.domains.pages.shipped import shipped_pages
from darna.domains.pages.tests.makers import (
    Writers,
    add_picture,
    make_draft,
    make_proposal,
    make_shown,
    text_of,
)
from darna.kernel.clock import now


@contextmanager
def refused(*sentences: str) -> Iterator[None]:
    """PostgreSQL says no in these words, and what it refused is undone."""
    with pytest.raises((IntegrityError, ProgrammingError), match="|".join(sentences)), transaction.atomic():
        yield


def test_a_second_person_is_a_rule_of_the_table(writers: Writers) -> None:
    proposal = make_proposal(writers.first)
    told = {
        "state": "published",
        "published_at": now(),
        "publish_at": now(),
        "published_by": writers.first.membership_id,
        "published_account": writers.first.account_id,
    }
    with acting(writers.first.context), refused("page_is_published_by_a_second_person"):
        PageVersion.objects.filter(pk=proposal.pk).update(**told)


def test_nobody_publishes_or_proposes_in_the_name_of_another(writers: Writers) -> None:
    proposal, draft = make_proposal(writers.first), make_draft(writers.first, "another")
    told = {"state": "published", "published_at": now(), "publish_at": now()}
    theirs = {"published_by": writers.second.membership_id, "published_account": writers.second.account_id}
    with acting(writers.first.context), refused("in the name of another"):
        PageVersion.objects.filter(pk=proposal.pk).update(**told, **theirs)
    mine = {"proposed_by": writers.second.membership_id, "proposed_account": writers.second.account_id}
    with acting(writers.first.context), refused("in the name of another"):
        PageVersion.objects.filter(pk=draft.pk).update(state="proposed", proposed_at=now(), **mine)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": "published", "is_shipped": True}, "stays the version of its page"),
        ({"state": "retired"}, "step by step"),
        ({"state": "draft", "number": 7}, "stays the version of its page"),
    ],
)
def test_a_version_goes_on_step_by_step(writers: Writers, changes: dict[str, Any], sentence: str) -> None:
    draft = make_draft(writers.first)
    with acting(writers.first.context), refused(sentence):
        PageVersion.objects.filter(pk=draft.pk).update(**changes)


def test_what_is_shown_is_neither_rewritten_nor_removed(writers: Writers) -> None:
    shown = make_shown(writers.first, writers.second)
    text = text_of(writers.first, shown, "fr")
    with acting(writers.first.context):
        # Row security hides what may not be changed: nothing is touched.
        assert PageText.objects.filter(pk=text.pk).update(title="X") == 0
        assert PageVersion.objects.filter(pk=shown.pk)._raw_delete("default") == 0
        with refused("is not rewritten"):
            PageVersion.objects.filter(pk=shown.pk).update(sources=[{"title": "x"}])
        with refused("is decided once"):
            PageVersion.objects.filter(pk=shown.pk).update(publish_at=now())


def test_a_ready_text_has_all_its_parts(writers: Writers) -> None:
    draft = make_draft(writers.first)
    with acting(writers.first.context), refused("ready_page_text_has_all_its_parts"):
        PageText.objects.filter(page_version=draft, language="it").update(summary="")


def test_a_version_with_an_agency_of_its_own_is_refused(writers: Writers) -> None:
    draft = make_draft(writers.first)
    with acting(writers.first.context), refused("row-level security"):
        PageVersion.objects.create(page=draft.page, number=9)


@pytest.mark.parametrize("role", [role for role in Role if role not in {"content_manager", "agency_administrator"}])
def test_drafts_and_tables_are_for_those_who_edit(writers: Writers, role: Role) -> None:
    make_draft(writers.first)
    if role == Role.PLATFORM_ADMINISTRATOR:
        return
    reader = make_member(role)
    with acting(reader.context):
        assert not Page.objects.exists()
        assert not PageText.objects.exists()


def test_another_agency_sees_neither_drafts_nor_what_a_house_keeps(writers: Writers) -> None:
    draft = make_draft(writers.first)
    with acting(writers.neighbour.context):
        assert not Page.objects.filter(pk=draft.page_id).exists()
        assert not Page.objects.filter(agency_id__isnull=True).exists()
    with acting(PUBLIC):
        assert not PageVersion.objects.exists()


TABLES = "pages_page pages_pageversion pages_pagetext pages_pageimage people_person agencies_agency accounts_account"


@pytest.fixture
def as_portal(writers: Writers) -> Iterator[Callable[[str], Any]]:
    """Raw SQL as the role of the public side, inside the transaction of the test."""
    with temporary_server(shared=True) as server:
        name = str(connections["default"].settings_dict["NAME"])
        with server.connect("portal", name) as portal:

            def ask(sql: str) -> Any:
                with portal.transaction(force_rollback=True):
                    return portal.execute(sql).fetchall()

            yield ask


@pytest.mark.parametrize("table", TABLES.split())
def test_the_role_of_the_public_side_reads_no_table(as_portal: Callable[[str], Any], table: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        as_portal(f"select 1 from {table} limit 1")


@pytest.mark.parametrize(
    "sql",
    [
        "insert into published.pages (slug) values ('x')",
        "delete from published.pages",
        "create table published.mine (id int)",
        "create table public.mine (id int)",
        "set role darna_guard",
        "select * from sec.context_key",
    ],
)
def test_the_role_of_the_public_side_changes_nothing(as_portal: Callable[[str], Any], sql: str) -> None:
    refusals = (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)
    with pytest.raises(refusals):
        as_portal(sql)


def test_the_role_of_the_public_side_reads_the_views(as_portal: Callable[[str], Any]) -> None:
    assert len(as_portal("select slug, title, body from published.pages")) == 4 * len(shipped_pages())
    assert as_portal("select image_id, shows from published.page_images") == []


def test_the_role_of_the_public_side_searches_what_is_shown(as_portal: Callable[[str], Any]) -> None:
    found = as_portal("select slug from published.find_pages(array['fr:retrait ar:معاش'], 'fr', 5, 0)")
    assert ("your-years-of-work-abroad",) in found
    assert as_portal("select 1 from published.find_pages(array[]::text[], 'fr', 5, 0)") == []
    assert as_portal("select 1 from published.find_pages(null, null, null, null)") == []


def test_a_search_finds_what_is_shown_and_nothing_else(writers: Writers) -> None:
    make_shown(writers.first, writers.second, "shown-page")
    make_proposal(writers.first, "proposed-page")
    make_draft(writers.first, "drafted-page")
    with acting(PUBLIC), connection.cursor() as cursor:
        cursor.execute("select slug from published.find_pages(array['en:com en:back'], 'en', 50, 0)")
        found = {slug for (slug,) in cursor.fetchall()}
    assert "shown-page" in found
    assert not found & {"proposed-page", "drafted-page"}


def test_the_views_show_what_is_shown_now_and_ready_and_nothing_else(writers: Writers) -> None:
    make_shown(writers.first, writers.second, "shown-page")
    make_proposal(writers.first, "proposed-page")
    add_picture(writers.first, make_draft(writers.first, "drafted-page"))
    with acting(PUBLIC), connection.cursor() as cursor:
        cursor.execute("select slug, language from published.pages where slug like '%-page' order by 1, 2")
        assert cursor.fetchall() == [("shown-page", language) for language in ("ar", "en", "fr", "it")]
        cursor.execute("select count(*) from published.page_images where slug = 'drafted-page'")
        assert cursor.fetchone() == (0,)
