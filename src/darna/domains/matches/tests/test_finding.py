"""Two agencies find out that they may keep files of one person, by the person's consent and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.matches import actions, queries
from darna.domains.matches.marks import marks_of
from darna.domains.matches.models import MatchSide, PossibleMatch
from darna.domains.matches.tests.makers import done, make_noticed, make_open, make_two, night, register
from darna.domains.matches.values import MatchFilters
from darna.domains.people.actions import change_person, erase_person, protect_person, withdraw_consent
from darna.domains.people.queries import consents_of
from darna.domains.people.queries.facts import Facts
from darna.domains.people.values import Names
from darna.kernel.dates import PartialDate
from darna.kernel.errors import AlreadyDone, Refused

pytestmark = pytest.mark.django_db


def seen(by: Any) -> list[Any]:
    with acting(by.context):
        return list(queries.match_lines(by, MatchFilters()).lines)


def end_consent(by: Any, person: Any) -> None:
    with acting(by.context):
        (line,) = [one for one in consents_of(by, person) if one.is_open]
        withdraw_consent(line.id, by=by)


def facts(**told: Any) -> Facts:
    usual: dict[str, Any] = {"birth": PartialDate.parse("1995-04-12"), "phones": (), "numbers": ()}
    names = told.pop("names", Names("Fatima Zahra", "El Idrissi"))
    return Facts(id=None, version=1, names=names, sex="F", nationalities=(), commune="", **{**usual, **told})  # type: ignore[arg-type]


def test_marks_meet_across_scripts_and_one_letter_and_say_nothing_else() -> None:
    mine = marks_of(facts())
    assert set(mine.values()) == {"birth"}
    assert all(len(mark) == 16 for mark in mine)
    for other in (Names("Fatimazahra", "Idrissy"), Names(given_name_ar="فاطمة الزهراء", family_name_ar="الإدريسي")):
        assert set(mine) & set(marks_of(facts(names=other)))
    assert not set(mine) & set(marks_of(facts(names=Names("Khadija", "Bennani"))))
    assert not set(mine) & set(marks_of(facts(birth=PartialDate.parse("1995-04-13"))))
    assert marks_of(facts(birth=PartialDate.parse("1995"))) == {}
    numbers = marks_of(facts(numbers=("I 232540",), birth=None))
    assert set(numbers) == set(marks_of(facts(numbers=("i-232540",), birth=None)))


def test_one_woman_with_two_spellings_is_noticed_once_by_both() -> None:
    two = make_two()
    assert night(two.here, two.there) == 1
    assert night(two.here, two.there) == 0
    (ours,), (theirs,) = seen(two.here), seen(two.there)
    assert (ours.person_id, theirs.person_id) == (two.ours, two.theirs)
    assert (ours.state, ours.other, ours.waits) == ("noticed", "", True)
    with acting(two.here.context):
        assert Entry.objects.filter(verb="match.noticed").count() == 1
        assert queries.waiting_count(two.here) == 1


def test_without_a_consent_on_one_side_nobody_learns_anything() -> None:
    two = make_two(agreed_there=False)
    assert night(two.here, two.there) == 0
    assert seen(two.here) == seen(two.there) == []


def test_a_changed_file_is_marked_anew() -> None:
    two = make_two()
    other = register(two.there, given_name="Khadija", family_name="Bennani", contacts=(), identifiers=())
    assert night(two.here, two.there) == 1
    changes = {"given_name": "Fatima Zohra", "family_name": "Idrissi"}
    done(two.there, change_person, other, changes, seen_version=1)
    assert night(two.there) == 1
    assert len(seen(two.here)) == 2


def test_before_both_agree_the_database_shows_one_side_its_own_file_alone() -> None:
    two, match = make_noticed()
    for side, person in ((two.here, two.ours), (two.there, two.theirs)):
        with acting(side.context), connection.cursor() as cursor:
            cursor.execute("select person_id from matches_matchside")
            assert cursor.fetchall() == [(person,)]
            cursor.execute("select count(*) from sec.other_sides(%s)", [[match]])
            assert cursor.fetchone() == (0,)
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute("select * from matches_mark")


def test_a_third_agency_and_other_roles_see_no_match() -> None:
    two, match = make_open()
    third = make_member(Role.SUPERVISOR, agency=make_agency("aideca"))
    assert seen(third) == []
    worker = make_member(Role.CASEWORKER)
    with acting(worker.context):
        with pytest.raises(Refused):
            queries.match_lines(worker, MatchFilters())
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from sec.other_sides(%s)", [[match]])
            assert cursor.fetchone() == (0,)
    assert two.here.agency_id == worker.agency_id


@pytest.mark.parametrize("ends", ["consent", "protected", "erased"])
def test_what_ends_a_consent_or_a_file_ends_marks_cards_and_match_at_once(ends: str) -> None:
    two, match = make_open()
    if ends == "consent":
        end_consent(two.there, two.theirs)
    elif ends == "protected":
        done(two.there, protect_person, two.theirs, [two.there.membership_id])
    else:
        done(two.officer, erase_person, two.theirs, "on_request")
    with acting(two.here.context):
        whole = PossibleMatch.objects.get(pk=match)
        assert (whole.state, whole.why) == ("closed", "consent" if ends == "consent" else "file")
        card = queries.match_card(two.here, match)
        assert (card.is_compared, card.rows, card.line.other) == (False, (), "")
    with acting(two.there.context):
        assert not MatchSide.objects.exclude(sealed_card=b"").exists()
    # Nothing is left that could meet again.
    register(two.here, given_name="Fatima Zahra", contacts=(), identifiers=())
    assert night(two.here, two.there) == 0


def test_whoever_withdrew_meanwhile_is_not_agreed_for() -> None:
    two, match = make_noticed()
    end_consent(two.here, two.ours)
    with pytest.raises(AlreadyDone):
        done(two.here, actions.agree_to_compare, match, seen_version=1)


def test_nobody_but_the_job_lets_marks_meet_nor_writes_a_side() -> None:
    two, match = make_noticed()
    statements = (
        "select sec.find_matches()",
        "update matches_possiblematch set state = 'open'",
        "insert into matches_matchside (id, match_id, agency_id, person_id, state, sealed_card, verdict, version) "
        f"values (gen_random_uuid(), '{match}', '{two.here.agency_id}', '{two.ours}', 'noticed', '', '', 1)",
        "update matches_matchside set verdict = 'same', judged_by = gen_random_uuid(), judged_at = now()",
        "update matches_matchside set state = 'agreed', decided_by = gen_random_uuid(), decided_at = now()",
        "delete from matches_matchside",
    )
    worker = make_member(Role.CASEWORKER)
    for by in (two.here, worker):
        for statement in statements:
            with acting(by.context), connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(statement)
