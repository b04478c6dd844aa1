"""The way of a version to the public, step by step, and never by one person alone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import account_of, make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.pages import actions, queries
from darna.domains.pages.differences import differences
from darna.domains.pages.models import PageText, PageVersion
from darna.domains.pages.tests.makers import (
    Writers,
    add_picture,
    draft_of,
    make_draft,
    make_page,
    make_proposal,
    make_shown,
    propose,
    publish,
    text_of,
    words,
    write,
)
from darna.domains.pages.values import How, PageFilters, Source, Standing
from darna.kernel.clock import now, today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def titles(language: str = "fr") -> list[str]:
    """How the public sees the example in its list, if it does."""
    return [line.title for line in queries.shown_pages(language) if line.slug == "an-example"]


def waiting(writers: Writers) -> list[UUID | None]:
    """Who is to read the example again, if its time has come."""
    return [line.owner_id for line in queries.review_queue(writers.first) if line.slug == "an-example"]


def test_a_page_is_written_proposed_and_published_by_a_second_person(writers: Writers) -> None:
    proposal = make_proposal(writers.first)
    with acting(writers.first.context):
        assert not queries.version_card(writers.first, proposal.pk).may_publish
        assert titles() == []
    publish(writers.second, proposal)
    with acting(writers.first.context):
        page = queries.page_card(writers.first, proposal.page_id)
        assert page.shown is not None
        assert (page.shown.number, page.reviewed_on) == (1, today())
        assert titles() == ["Coming back (fr)"]


def test_nobody_publishes_what_they_proposed(writers: Writers) -> None:
    proposal = make_proposal(writers.first)
    with acting(writers.first.context), pytest.raises(Refused, match="second_person_needed"):
        actions.publish_version(proposal.pk, seen_version=proposal.version, by=writers.first)
    publish(writers.administrator, proposal)


def test_one_account_with_two_roles_is_one_person(writers: Writers) -> None:
    proposal = make_proposal(writers.first)
    house = make_agency("maison", kind="maison")
    same = make_member(Role.AGENCY_ADMINISTRATOR, agency=house, account=account_of(writers.first))
    with acting(same.context), pytest.raises(Refused, match="second_person_needed"):
        actions.publish_version(proposal.pk, seen_version=proposal.version, by=same)


def test_arabic_and_french_must_be_ready_and_an_unready_language_is_not_shown(writers: Writers) -> None:
    draft = draft_of(writers.first, make_page(writers.first))
    write(writers.first, draft, "fr")
    with acting(writers.first.context), pytest.raises(Invalid, match="language_not_ready"):
        actions.propose_version(draft.pk, seen_version=draft.version, by=writers.first)
    write(writers.first, draft, "ar")
    write(writers.first, draft, "it", is_ready=False)
    publish(writers.second, propose(writers.first, draft))
    with acting(writers.first.context):
        assert queries.shown_page("an-example", "it").line.language == "fr"
        assert queries.shown_page("an-example", "it").languages == ("ar", "fr")


def test_what_changes_the_sense_makes_the_other_languages_to_be_looked_over(writers: Writers) -> None:
    draft = make_draft(writers.first)
    french = text_of(writers.first, draft, "fr")
    with acting(writers.first.context):
        told = words("fr", summary="Demandez d'abord.", sense_changed=True)
        actions.write_text(french.pk, told, seen_version=french.version, by=writers.first)
        states = dict(PageText.objects.filter(page_version=draft).values_list("language", "state"))
    assert states == {"fr": "ready", "ar": "outdated", "it": "outdated", "en": "outdated"}


def test_what_was_proposed_is_not_written_until_it_is_sent_back(writers: Writers) -> None:
    proposal = make_proposal(writers.first)
    text = text_of(writers.first, proposal, "fr")
    with acting(writers.first.context), pytest.raises(NotFound):
        actions.write_text(text.pk, words("fr", title="X"), seen_version=text.version, by=writers.first)
    with acting(writers.second.context):
        actions.send_back(proposal.pk, "Name the office.", seen_version=proposal.version, by=writers.second)
    write(writers.first, proposal, "fr", title="Revenir")
    with acting(writers.first.context):
        card = queries.version_card(writers.first, proposal.pk)
        assert (card.line.standing, card.line.reason) == (Standing.DRAFT, "Name the office.")


def test_a_version_that_appears_later_leaves_what_is_shown_until_then(writers: Writers) -> None:
    shown = make_shown(writers.first, writers.second)
    with acting(writers.first.context):
        draft = actions.start_draft(shown.pk, by=writers.first)
    write(writers.first, draft, "fr", title="Plus tard")
    later = publish(writers.second, propose(writers.first, draft), now() + timedelta(days=2))
    with acting(writers.first.context):
        assert queries.shown_page("an-example", "fr").line.title == "Coming back (fr)"
        assert queries.version_card(writers.first, later.pk).line.standing is Standing.SCHEDULED
        actions.recall_version(later.pk, "Not yet.", seen_version=later.version, by=writers.first)
        assert queries.version_card(writers.first, later.pk).line.standing is Standing.RECALLED
        assert queries.shown_page("an-example", "fr").line.title == "Coming back (fr)"


def test_a_retired_page_is_gone_and_the_one_before_it_does_not_come_back(writers: Writers) -> None:
    first = make_shown(writers.first, writers.second)
    with acting(writers.first.context):
        draft = actions.start_draft(first.pk, by=writers.first)
    write(writers.first, draft, "fr", title="Nouveau")
    second = publish(writers.second, propose(writers.first, draft))
    with acting(writers.first.context):
        assert queries.shown_page("an-example", "fr").line.title == "Nouveau"
        with pytest.raises(AlreadyDone):
            actions.retire_version(first.pk, "Wrong.", seen_version=first.version, by=writers.first)
        actions.retire_version(second.pk, "Wrong.", seen_version=second.version, by=writers.first)
        with pytest.raises(NotFound):
            queries.shown_page("an-example", "fr")
        again = actions.start_draft(first.pk, by=writers.first)
    publish(writers.second, propose(writers.first, again))
    with acting(writers.first.context):
        assert queries.shown_page("an-example", "fr").line.title == "Coming back (fr)"


def test_one_version_is_under_way_at_a_time(writers: Writers) -> None:
    shown = make_shown(writers.first, writers.second)
    with acting(writers.second.context):
        actions.start_draft(shown.pk, by=writers.second)
    with acting(writers.first.context), pytest.raises(AlreadyDone, match="draft_is_begun"):
        actions.start_draft(shown.pk, by=writers.first)


def test_whoever_comes_too_late_overwrites_nothing(writers: Writers) -> None:
    draft = make_draft(writers.first)
    text = text_of(writers.first, draft, "en")
    with acting(writers.second.context), pytest.raises(StaleVersion):
        actions.write_text(text.pk, words("en", title="X"), seen_version=text.version - 1, by=writers.second)


def test_a_thrown_away_first_draft_takes_its_page_along(writers: Writers) -> None:
    draft = make_draft(writers.first)
    add_picture(writers.first, draft)
    with acting(writers.first.context):
        actions.discard_draft(draft.pk, seen_version=draft.version, by=writers.first)
        assert not PageVersion.objects.filter(page_id=draft.page_id).exists()
        assert actions.add_page("an-example", queries.cards.draft_of(draft.page), by=writers.first).slug


def test_every_picture_is_told_in_each_language_that_is_ready(writers: Writers) -> None:
    draft = make_draft(writers.first)
    image = add_picture(writers.first, draft, {"fr": "Une porte", "ar": "باب"})
    with acting(writers.first.context), pytest.raises(Invalid, match="image_not_told"):
        actions.propose_version(draft.pk, seen_version=draft.version, by=writers.first)
    with acting(writers.first.context):
        shows = {"fr": "Une porte", "ar": "باب", "it": "Una porta", "en": "A door"}
        actions.describe_image(image.pk, shows, seen_version=1, by=writers.first)
    publish(writers.second, propose(writers.first, draft))
    with acting(writers.first.context):
        shown = queries.shown_page("an-example", "it")
        assert [(one.number, one.shows) for one in shown.images] == [(1, "Una porta")]
        assert queries.shown_image(shown.images[0].id)[0] == "image/jpeg"


def test_a_link_that_leads_nowhere_safe_is_refused_when_it_is_written(writers: Writers) -> None:
    draft = make_draft(writers.first)
    text = text_of(writers.first, draft, "fr")
    told = words("fr", body="[Cliquez](http://example.org)")
    with acting(writers.first.context), pytest.raises(Invalid, match="link_leads_nowhere"):
        actions.write_text(text.pk, told, seen_version=text.version, by=writers.first)


def test_differences_are_told_line_by_line_in_the_languages_that_changed(writers: Writers) -> None:
    shown = make_shown(writers.first, writers.second)
    with acting(writers.first.context):
        draft = actions.start_draft(shown.pk, by=writers.first)
    write(writers.first, draft, "it", summary="Prima chiedete.")
    with acting(writers.first.context):
        before, after = (queries.version_card(writers.first, one.pk).texts for one in (shown, draft))
    (found,) = differences(before, after)
    assert found.language == "it"
    assert (How.REMOVED, "What to ask first.") in found.lines
    assert (How.ADDED, "Prima chiedete.") in found.lines


def test_sources_follow_into_the_next_version_and_must_be_dated_as_known(writers: Writers) -> None:
    draft = make_draft(writers.first)
    source = Source("Official Bulletin 7407", "2025-05", "V")
    with acting(writers.first.context):
        with pytest.raises(Invalid, match="source_is_not_dated"):
            actions.write_sources(draft.pk, [Source("x", "May")], seen_version=draft.version, by=writers.first)
        actions.write_sources(draft.pk, [source], seen_version=draft.version, by=writers.first)
    shown = publish(writers.second, propose(writers.first, draft))
    with acting(writers.first.context):
        again = actions.start_draft(shown.pk, by=writers.first)
        assert queries.version_card(writers.first, again.pk).sources == (source,)
        assert queries.shown_page("an-example", "en").sources == (source,)


def test_a_page_whose_time_is_over_waits_to_be_read_again(writers: Writers) -> None:
    shown = make_shown(writers.first, writers.second, owner_id=writers.first.membership_id, review_every_days=30)
    with acting(writers.first.context):
        assert waiting(writers) == []
        page = shown.page
        page.refresh_from_db()
        page.reviewed_on = today() - timedelta(days=30)
        page.version += 1
        page.save(update_fields=["reviewed_on", "version"])
        assert waiting(writers) == [writers.first.membership_id]
        assert len(queries.review_queue(writers.first, is_mine=True)) == 1
        assert "an-example" in {line.slug for line in queries.page_lines(writers.first, PageFilters(is_due=True)).lines}
        actions.mark_reviewed(page.pk, by=writers.first)
        assert waiting(writers) == []
        with pytest.raises(AlreadyDone, match="reviewed_today"):
            actions.mark_reviewed(page.pk, by=writers.first)


def test_the_list_is_narrowed_and_sorted(writers: Writers) -> None:
    make_shown(writers.first, writers.second, "an-example", door="returned")
    draft = draft_of(writers.first, make_page(writers.first, "alone", door="child"))
    write(writers.first, draft, "fr", title="Seul")
    with acting(writers.first.context):

        def found(**told: object) -> list[str]:
            lines = queries.page_lines(writers.first, PageFilters(**told)).lines  # type: ignore[arg-type]
            return [line.slug for line in lines if line.slug in {"an-example", "alone"}]

        assert found() == ["an-example", "alone"]
        assert found(sort="-door") == ["alone", "an-example"]
        assert found(language="ar") == ["alone"]
        assert found(standing="shown") == ["an-example"]
        assert found(text="seul") == ["alone"]
