"""Two people change the law: nothing is overwritten, and everybody reads what was approved at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.law import actions, queries
from darna.domains.law.models import Recheck
from darna.domains.law.queries.standing import standing
from darna.domains.law.tests.makers import (
    FROM,
    MONTHS,
    NAME,
    Keepers,
    approve,
    draft,
    make_approved,
    propose,
)
from darna.domains.law.values import SourceDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion
from darna.rules.book import book
from darna.rules.engine.parameters import Law

EVE = FROM - timedelta(days=1)


def said_on(law: Law, name: str = NAME) -> list[object]:
    return [law.value(name, on=day).value for day in (EVE, FROM)]


def as_public() -> Law:
    with acting(PUBLIC):
        return queries.current_law()


def test_what_is_proposed_is_no_law_until_a_second_person_approves_it(keepers: Keepers) -> None:
    row = propose(keepers.first)
    assert said_on(as_public()) == [True, True]
    approve(keepers.second, row)
    law = as_public()
    assert said_on(law) == [True, False]
    cited = law.value(NAME, on=FROM).citation
    assert (cited.article, cited.certainty.value, str(cited.source.title)) == (
        "article 1",
        "V",
        "Bulletin officiel d'exemple",
    )
    assert said_on(book().law) == [True, True]


def test_the_former_value_ends_the_day_before_and_stays(keepers: Keepers) -> None:
    before = book().law.parameter(NAME).values
    make_approved(keepers.first, keepers.second)
    after = as_public().parameter(NAME).values
    assert after[: len(before) - 1] == before[:-1]
    assert (after[-2].value, after[-2].valid_to) == (before[-1].value, EVE)


@pytest.mark.parametrize("who", ["first", "worker", "neighbour"])
def test_whoever_proposed_or_does_not_keep_the_law_does_not_approve_it(keepers: Keepers, who: str) -> None:
    row, by = propose(keepers.first), getattr(keepers, who)
    with acting(by.context), pytest.raises(Refused):
        actions.approve_revision(row.pk, seen_version=1, by=by)


@pytest.mark.parametrize("who", ["second", "administrator", "sister"])
def test_a_second_person_is_another_keeper_of_any_house_or_the_administrator(keepers: Keepers, who: str) -> None:
    approved = approve(getattr(keepers, who), propose(keepers.first))
    assert approved.state == "approved"
    assert said_on(as_public()) == [True, False]


@pytest.mark.parametrize("who", ["administrator", "neighbour", "worker"])
def test_only_keepers_of_a_house_propose_and_read_again(keepers: Keepers, who: str) -> None:
    by = getattr(keepers, who)
    with acting(by.context), pytest.raises(Refused):
        actions.propose_revision(NAME, draft(), by=by)
    with acting(by.context), pytest.raises(Refused):
        actions.mark_rechecked(NAME, date(2011, 6, 1), by=by)


@pytest.mark.parametrize(
    ("told", "field", "code"),
    [
        ({"value": "perhaps"}, "value", "value_is_no_yes_no"),
        ({"value": ""}, "certainty", "unknown_value_is_not_sure"),
        ({"certainty": "sure"}, "certainty", "not_in_the_list"),
        ({"checked_on": today() + timedelta(days=1)}, "checked_on", "in_the_future"),
        ({"reason": "  "}, "reason", "empty"),
        ({"source": None}, "source_id", "no_source"),
        ({"source_id": "nowhere"}, "source_id", "not_in_the_list"),
        ({"source": SourceDraft("", "fr", "decree")}, "title", "empty"),
        ({"source": SourceDraft("A", "fr", "rumour")}, "kind", "not_in_the_list"),
        ({"source": SourceDraft("A", "xx", "decree")}, "language", "not_in_the_list"),
        ({"source": SourceDraft("A", "fr", "decree")}, "reference", "says_not_where_it_was_read"),
        ({"source_id": "treaty", "source": None}, "certainty", "more_sure_than_its_source"),
        ({"valid_from": date(2011, 6, 1), "checked_on": date(2026, 1, 1)}, "checked_on", "read_later_already"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(keepers: Keepers, told: dict[str, Any], field: str, code: str) -> None:
    with acting(keepers.first.context), pytest.raises(Invalid) as refused:
        actions.propose_revision(NAME, draft(**told), by=keepers.first)
    assert (refused.value.field, refused.value.code) == (field, code)


def test_a_parameter_the_law_does_not_have_is_not_found(keepers: Keepers) -> None:
    with acting(keepers.first.context), pytest.raises(NotFound):
        actions.propose_revision("ma_fr_2007.nothing", draft(), by=keepers.first)


def test_one_proposal_at_a_time_waits_for_a_parameter(keepers: Keepers) -> None:
    propose(keepers.first)
    with acting(keepers.second.context), pytest.raises(AlreadyDone):
        actions.propose_revision(NAME, draft(), by=keepers.second)
    assert propose(keepers.second, MONTHS, "756").value == "756"


def test_a_proposal_is_refused_with_a_reason_and_may_be_made_again(keepers: Keepers) -> None:
    row = propose(keepers.first)
    with acting(keepers.second.context):
        with pytest.raises(Invalid):
            actions.refuse_revision(row.pk, " ", seen_version=1, by=keepers.second)
        actions.refuse_revision(row.pk, "It is a draft law.", seen_version=1, by=keepers.second)
    assert said_on(as_public()) == [True, True]
    assert propose(keepers.first).state == "proposed"


def test_only_who_proposed_takes_back(keepers: Keepers) -> None:
    row = propose(keepers.first)
    with acting(keepers.second.context), pytest.raises(Refused):
        actions.withdraw_revision(row.pk, seen_version=1, by=keepers.second)
    with acting(keepers.first.context):
        assert actions.withdraw_revision(row.pk, seen_version=1, by=keepers.first).state == "withdrawn"


def test_what_was_decided_is_decided_once(keepers: Keepers) -> None:
    row = make_approved(keepers.first, keepers.second)
    with acting(keepers.second.context):
        with pytest.raises(AlreadyDone):
            actions.refuse_revision(row.pk, "No.", seen_version=2, by=keepers.second)
        stale = propose(keepers.first, MONTHS, "756")
        with pytest.raises(StaleVersion):
            actions.approve_revision(stale.pk, seen_version=9, by=keepers.second)


def test_the_linter_judges_once_more_when_it_is_approved(keepers: Keepers) -> None:
    corrected = date(2011, 6, 1)
    first = propose(keepers.first, valid_from=corrected)
    approve(keepers.second, first)
    again = propose(keepers.first, valid_from=corrected, reason="Said otherwise.", article="article 2")
    approve(keepers.second, again)
    assert as_public().value(NAME, on=corrected).citation.article == "article 2"


def test_reading_again_moves_the_last_check_of_that_value_alone(
    keepers: Keepers, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = book().law.parameter(NAME).values[-1]
    later = day.citation.read_on + timedelta(days=200)
    monkeypatch.setattr("darna.domains.law.actions.reading.today", lambda: later)
    with acting(keepers.first.context):
        actions.mark_rechecked(NAME, day.valid_from, "Bulletin read.", by=keepers.first)
        with pytest.raises(AlreadyDone):
            actions.mark_rechecked(NAME, day.valid_from, by=keepers.first)
        with pytest.raises(NotFound):
            actions.mark_rechecked(NAME, date(1999, 1, 1), by=keepers.first)
        assert Recheck.objects.count() == 1
    values = as_public().parameter(NAME).values
    assert [one.citation.read_on for one in values][-1] == later
    assert values[0].citation.read_on == book().law.parameter(NAME).values[0].citation.read_on


def test_the_law_is_put_together_once_after_each_approval(keepers: Keepers, django_assert_num_queries: Any) -> None:
    make_approved(keepers.first, keepers.second)
    with acting(PUBLIC):
        first = standing()
        with django_assert_num_queries(1):
            assert standing() is first
    make_approved(keepers.second, keepers.first, MONTHS, "756")
    with acting(PUBLIC), django_assert_num_queries(3):
        assert len(standing().changes) == 2


def test_each_approval_is_an_entry_of_the_changelog(keepers: Keepers) -> None:
    propose(keepers.first, MONTHS, "756")
    make_approved(keepers.first, keepers.second)
    with acting(PUBLIC):
        (change,) = queries.changes_of_law()
    assert change.entry == f"{change.approved_at:%Y-%m-%d}: {NAME} from {FROM}: An agreement of an example ends."


def test_an_approval_that_the_files_overtook_stands_aside_and_is_told(
    keepers: Keepers, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = make_approved(keepers.first, keepers.second)
    with acting(keepers.first.context):
        assert queries.revision_card(keepers.first, row.pk).aside == ""
    monkeypatch.setattr("darna.domains.law.queries.standing.book", lambda: _without(NAME))
    monkeypatch.setattr("darna.domains.law.queries.standing._kept", None)
    with acting(keepers.first.context):
        assert "there is no value" in queries.revision_card(keepers.first, row.pk).aside
    monkeypatch.setattr("darna.domains.law.queries.standing._kept", None)


def _without(name: str) -> Any:
    holder, _, own = name.partition(".")
    known = book()
    one = known.instruments[holder]
    kept = {key: value for key, value in one.parameters.items() if key != own}
    return replace(known, instruments={**known.instruments, holder: replace(one, parameters=kept)})
