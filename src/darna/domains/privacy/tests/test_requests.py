"""What a person asks about their data is taken down, answered in time, and done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_person, make_sharing_person
from darna.domains.people.actions import erase_person, protect_person
from darna.domains.people.queries import consents_of
from darna.domains.privacy import actions, queries
from darna.domains.privacy.printing import certificate_as_pdf
from darna.domains.privacy.tasks import remind_of_requests
from darna.domains.privacy.tests.makers import (
    WORDS,
    done,
    make_erased,
    make_in_hand,
    make_refused,
    make_request,
    request_draft,
)
from darna.domains.privacy.values import Clocks, RequestFilters
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Problem, Refused, StaleVersion

PersonRequest: Any = apps.get_model("privacy", "PersonRequest")


def card(house: House, row: Any, by: str = "officer") -> Any:
    with acting(getattr(house, by).context):
        return queries.request_card(getattr(house, by), row.pk)


@pytest.mark.parametrize(("kind", "days"), [("copy", 30), ("rectification", 10), ("objection", 10), ("erasure", 30)])
def test_the_clock_begins_on_the_day_it_came(house: House, kind: str, days: int) -> None:
    came = today() - timedelta(days=3)
    row = make_request(house.reception, make_person(house.worker), kind, received_on=came)
    assert row.due_on == came + timedelta(days=days)
    shown = card(house, row)
    assert (shown.line.state, shown.words) == ("received", WORDS if kind in {"rectification", "objection"} else "")


def test_the_agency_sets_its_clocks_and_older_requests_keep_their_day(house: House) -> None:
    person = make_person(house.worker)
    before = make_request(house.worker, person)
    done(house.officer, actions.set_clocks, Clocks(15, 5, 5, 15), seen_version=0)
    with pytest.raises(StaleVersion):
        done(house.officer, actions.set_clocks, Clocks(20, 5, 5, 15), seen_version=0)
    with pytest.raises(Invalid):
        done(house.officer, actions.set_clocks, Clocks(0, 5, 5, 15), seen_version=1)
    assert card(house, before).line.due_on == today() + timedelta(days=30)
    assert make_request(house.worker, person, "erasure").due_on == today() + timedelta(days=15)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"kind": "rectification", "words": " "}, "words"),
        ({"kind": "objection", "purposes": ()}, "purposes"),
        ({"kind": "objection", "purposes": ("sale",)}, "purposes"),
        ({"kind": "gossip"}, "kind"),
        ({"way": "pigeon"}, "way"),
        ({"language": "de"}, "language"),
        ({"received_on": today() + timedelta(days=2)}, "received_on"),
    ],
)
def test_what_cannot_be_right_is_explained(house: House, told: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as problem:
        make_request(house.worker, make_person(house.worker), **told)
    assert problem.value.field == field


def test_the_same_is_asked_once_at_a_time_and_again_after_the_answer(house: House) -> None:
    person = make_person(house.worker)
    make_refused(house.officer, person)
    make_request(house.worker, person, "erasure")
    with pytest.raises(AlreadyDone):
        make_request(house.reception, person, "erasure")
    make_request(house.reception, person, "copy")


def test_nothing_goes_on_before_it_is_known_who_asks(house: House) -> None:
    row = make_request(house.worker, make_person(house.worker), asked_by="proxy")
    for identity in ("", "paper"):
        with pytest.raises(Invalid):
            done(house.officer, actions.take_in_hand, row.pk, identity, seen_version=1)
    done(house.officer, actions.take_in_hand, row.pk, "proxy", seen_version=1)
    shown = card(house, row)
    assert (shown.line.state, shown.line.officer) == ("in_hand", house.officer.name)
    with acting(house.officer.context), pytest.raises(DatabaseError), transaction.atomic():
        PersonRequest.objects.filter(pk=row.pk).update(
            state="granted", identity="", decided_by=row.taken_by, decided_on=today(), copied_at=row.taken_at
        )


def test_a_correction_goes_to_a_worker_and_is_granted_once_it_is_made(house: House) -> None:
    row = make_in_hand(house.officer, make_person(house.worker), "rectification")
    with pytest.raises(Invalid) as problem:
        done(house.officer, actions.decide_request, row.pk, "granted", "Done.", seen_version=2)
    assert problem.value.code == "correct_the_file_first"
    with pytest.raises(Invalid):
        done(house.officer, actions.ask_correction, row.pk, house.planner.membership_id, seen_version=2)
    done(house.officer, actions.ask_correction, row.pk, house.worker.membership_id, seen_version=2)
    with acting(house.worker.context):
        assert [line.id for line in queries.day_lines(house.worker).corrections] == [row.pk]
    with pytest.raises(Refused):
        done(house.colleague, actions.note_correction, row.pk, seen_version=3)
    done(house.worker, actions.note_correction, row.pk, seen_version=3)
    done(house.officer, actions.decide_request, row.pk, "granted", "It is 1996 now.", seen_version=4)
    done(house.officer, actions.note_told, row.pk, "letter", on=today(), seen_version=5)
    shown = card(house, row)
    assert (shown.line.state, shown.answer, shown.corrector) == ("granted", "It is 1996 now.", house.worker.name)
    with acting(house.worker.context):
        assert queries.day_lines(house.worker).corrections == ()


def test_an_objection_that_is_granted_ends_the_consents_for_that_use_and_leaves_others(house: House) -> None:
    person = make_sharing_person(house.worker, house.partner)
    row = make_in_hand(house.officer, person, "objection", purposes=("statistics_without_names",))
    done(house.officer, actions.decide_request, row.pk, "granted", "No statistics.", seen_version=2)
    with acting(house.worker.context):
        assert [line.state for line in consents_of(house.worker, person)] == ["given"]
    other = make_in_hand(house.officer, person, "objection")
    done(house.officer, actions.decide_request, other.pk, "granted", "Nothing is shared.", seen_version=2)
    with acting(house.worker.context):
        assert [line.state for line in consents_of(house.worker, person)] == ["withdrawn"]


def test_a_refused_objection_ends_nothing_and_says_why(house: House) -> None:
    person = make_sharing_person(house.worker, house.partner)
    row = make_in_hand(house.officer, person, "objection")
    with pytest.raises(Invalid):
        done(house.officer, actions.decide_request, row.pk, "refused", " ", seen_version=2)
    done(house.officer, actions.decide_request, row.pk, "refused", "The law asks for it.", seen_version=2)
    with acting(house.worker.context):
        assert [line.state for line in consents_of(house.worker, person)] == ["given"]


def test_a_copy_is_made_before_it_is_granted_and_says_what_was_left_out(house: House) -> None:
    person = make_person(house.worker)
    make_case(house.worker, person)
    row = make_in_hand(house.officer, person)
    with pytest.raises(Invalid) as problem:
        done(house.officer, actions.decide_request, row.pk, "granted", "Here it is.", seen_version=2)
    assert problem.value.code == "make_the_copy_first"
    body = done(house.officer, actions.copy_for_person, row.pk, "json", seen_version=2)
    assert "El Idrissi" in body.decode()
    done(house.officer, actions.decide_request, row.pk, "granted", "Here it is.", seen_version=3)
    with pytest.raises(Refused):
        done(house.worker, actions.copy_for_person, row.pk, "json", seen_version=4)


def test_an_erasure_is_certified_and_the_request_cannot_be_read_any_more(house: House) -> None:
    person = make_person(house.worker)
    make_case(house.worker, person)
    asked = make_in_hand(house.officer, person, "erasure")
    other = make_request(house.worker, person, "rectification")
    with pytest.raises(Invalid):
        done(house.officer, actions.erase_on_request, asked.pk, "BM-WRONG", seen_version=2)
    with pytest.raises(Invalid):
        done(house.officer, actions.decide_request, asked.pk, "granted", "Erased.", seen_version=2)
    with acting(house.officer.context):
        reference = PersonRequest.objects.get(pk=asked.pk).person.reference
        certificate = actions.erase_on_request(asked.pk, reference, seen_version=2, by=house.officer)
        line = queries.certificate_line(house.officer, certificate.pk)
    assert (line.reference, line.rule, line.rows_emptied > 0) == (reference, "on_request", True)
    assert [card(house, row).line.state for row in (asked, other)] == ["granted", "withdrawn"]
    assert (card(house, other).words, card(house, other).is_erased) == ("", True)


def test_every_erasure_is_certified_whoever_asked(house: House) -> None:
    person = make_person(house.worker)
    done(house.officer, erase_person, person, "registered_by_mistake")
    with acting(house.officer.context):
        line = queries.certificate_of(house.officer, person)
        assert line is not None
        assert (line.rule, len(line.number)) == ("registered_by_mistake", 9)
        with pytest.raises(Invalid):
            actions.note_copies_end(line.id, today() - timedelta(days=2), seen_version=1, by=house.officer)
        actions.note_copies_end(line.id, today() + timedelta(days=7), seen_version=1, by=house.officer)
        assert queries.certificate_line(house.officer, line.id).copies_until == today() + timedelta(days=7)


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_the_certificate_is_paper_in_the_persons_language(house: House, language: str) -> None:
    person = make_person(house.worker)
    row = make_in_hand(house.officer, person, "erasure", language=language)
    with acting(house.officer.context):
        reference = PersonRequest.objects.get(pk=row.pk).person.reference
        made = actions.erase_on_request(row.pk, reference, seen_version=2, by=house.officer)
        line = queries.certificate_line(house.officer, made.pk)
    assert line.language == language
    body = certificate_as_pdf(line, "Maison")
    assert body.startswith(b"%PDF-")
    assert b"Idrissi" not in body


def test_a_request_is_put_off_once_and_within_sixty_days(house: House) -> None:
    row = make_request(house.worker, make_person(house.worker))
    for days in (0, 61):
        until = row.due_on + timedelta(days=days)
        with pytest.raises(Invalid):
            done(house.officer, actions.extend_request, row.pk, until, "Many papers.", seen_version=1)
    until = row.due_on + timedelta(days=30)
    done(house.officer, actions.extend_request, row.pk, until, "Many papers.", seen_version=1)
    with pytest.raises(AlreadyDone):
        done(house.officer, actions.extend_request, row.pk, until, "More papers.", seen_version=2)
    shown = card(house, row)
    assert (shown.line.due_on, shown.first_due_on, shown.delay) == (until, row.due_on, "Many papers.")


@pytest.mark.parametrize("who", ["worker", "supervisor", "planner", "partner"])
def test_only_the_officer_answers(house: House, who: str) -> None:
    row = make_request(house.worker, make_person(house.worker))
    with pytest.raises((Refused, NotFound)):
        done(getattr(house, who), actions.take_in_hand, row.pk, "paper", seen_version=1)


def test_a_request_of_a_protected_file_is_seen_by_those_named_for_it_alone(house: House) -> None:
    person = make_person(house.worker)
    row = make_request(house.worker, person)
    done(house.supervisor, protect_person, person, [house.worker.membership_id])
    assert card(house, row, "worker").line.reference
    for who in ("officer", "colleague", "reception"):
        with pytest.raises(NotFound):
            card(house, row, who)


def test_the_letter_of_the_morning_counts_protected_files_too_and_names_nobody(house: House) -> None:
    person = make_person(house.worker)
    make_request(house.worker, person, received_on=today() - timedelta(days=60))
    make_request(house.worker, person, "erasure", received_on=today() - timedelta(days=28))
    done(house.supervisor, protect_person, person, [house.worker.membership_id])
    remind_of_requests(str(house.worker.agency_id))
    (letter,) = mail.outbox
    assert "1 demande sur des données personnelles est en retard" in letter.body
    assert "dans les trois jours" in letter.body
    assert "Idrissi" not in letter.body


def test_nobody_is_written_to_where_nothing_is_due(house: House) -> None:
    make_request(house.worker, make_person(house.worker))
    remind_of_requests(str(house.worker.agency_id))
    assert mail.outbox == []


def test_the_list_is_narrowed_and_sorted_in_a_fixed_number_of_queries(
    house: House, django_assert_max_num_queries: Any
) -> None:
    late = make_request(house.worker, make_person(house.worker), received_on=today() - timedelta(days=60))
    soon = make_request(house.worker, make_person(house.worker), "rectification")
    told = make_refused(house.officer, make_person(house.worker))
    with acting(house.officer.context), django_assert_max_num_queries(6):
        assert [one.id for one in queries.request_lines(house.officer, RequestFilters(state="open")).lines] == [
            late.pk,
            soon.pk,
        ]
    for narrowed, wanted in (
        (RequestFilters(late=True), [late.pk]),
        (RequestFilters(kind="rectification"), [soon.pk]),
        (RequestFilters(state="untold"), [told.pk]),
        (RequestFilters(mine=True), [told.pk]),
    ):
        with acting(house.officer.context):
            assert [one.id for one in queries.request_lines(house.officer, narrowed).lines] == wanted


def test_the_room_counts_what_waits(house: House) -> None:
    make_request(house.worker, make_person(house.worker), received_on=today() - timedelta(days=60))
    make_refused(house.officer, make_person(house.worker))
    with acting(house.officer.context):
        waits = queries.room(house.officer)
    assert (waits.open, waits.late, waits.untold) == (1, 1, 1)


STEPS = ("in_hand", "extend", "granted", "refused", "withdraw", "told", "copy")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(STEPS), max_size=8))
def test_no_order_of_steps_leaves_a_request_half_answered(house: House, steps: list[str]) -> None:
    """Whatever is tried, an answered request names who answered, a told one was answered, and no step undoes one."""
    with transaction.atomic():
        row = make_request(house.worker, make_person(house.worker))
        ended = ""
        for step in steps:
            with acting(house.officer.context):
                now = PersonRequest.objects.get(pk=row.pk)
                try:
                    with transaction.atomic():
                        _try(step, now, house)
                except Problem:
                    pass
                now.refresh_from_db()
            assert not ended or now.state == ended
            ended = now.state if now.state not in {"received", "in_hand"} else ""
            assert (now.decided_by is not None) == (now.state in {"granted", "partly", "refused"})
            assert now.told_on is None or now.decided_on is not None
            assert now.state != "granted" or now.copied_at is not None
        transaction.set_rollback(True)


def _try(step: str, row: Any, house: House) -> None:
    told: dict[str, Any] = {"seen_version": row.version, "by": house.officer}
    match step:
        case "in_hand":
            actions.take_in_hand(row.pk, "paper", **told)
        case "extend":
            actions.extend_request(row.pk, row.due_on + timedelta(days=9), "Why.", **told)
        case "granted" | "refused":
            actions.decide_request(row.pk, step, "Words.", **told)
        case "withdraw":
            actions.withdraw_request(row.pk, **told)
        case "told":
            actions.note_told(row.pk, "letter", on=today(), **told)
        case _:
            actions.copy_for_person(row.pk, "json", **told)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("received", "granted"), ("granted", "in_hand"), ("withdrawn", "received"), ("refused", "granted")],
)
def test_the_database_knows_the_steps_too(house: House, was: str, becomes: str) -> None:
    row = make_request(house.worker, make_person(house.worker))
    decided = {"decided_by": row.taken_by, "decided_on": today(), "identity": "paper", "copied_at": row.taken_at}
    with acting(house.officer.context):
        if was != "received":
            PersonRequest.objects.filter(pk=row.pk).update(**({"state": "in_hand"} if was != "withdrawn" else {}))
            PersonRequest.objects.filter(pk=row.pk).update(state=was, **(decided if was != "withdrawn" else {}))
        clear = {"decided_by": None, "decided_on": None} if becomes in {"in_hand", "received"} else decided
        with pytest.raises(DatabaseError), transaction.atomic():
            PersonRequest.objects.filter(pk=row.pk).update(state=becomes, **clear)


def test_somebody_who_is_no_officer_any_more_answers_nothing(house: House) -> None:
    former = make_member(Role.CASEWORKER)
    row = make_request(house.worker, make_person(house.worker))
    with pytest.raises(Refused):
        done(former, actions.take_in_hand, row.pk, "paper", seen_version=1)


def test_a_certificate_stands_for_one_erasure_and_is_seen_by_the_officer(house: House) -> None:
    certificate = make_erased(house.officer, make_person(house.worker))
    with acting(house.supervisor.context), pytest.raises(Refused):
        queries.certificate_line(house.supervisor, certificate.pk)
    with acting(house.officer.context), time_machine.travel(today() + timedelta(days=1)):
        assert [line.number for line in queries.certificates(house.officer).lines] == [certificate.number]


def test_a_draft_of_a_copy_needs_no_words(house: House) -> None:
    assert request_draft().words == ""
