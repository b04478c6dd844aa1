"""From the complaint to its end: who reads it, who is kept from it, what the desk is told, what the clock does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail
from django.db import IntegrityError, ProgrammingError, connection, transaction
from procrastinate.contrib.django import app

from darna.base.agencies.queries import addresses_of_members
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.complaints import actions, queries
from darna.domains.complaints.models import Complaint, ComplaintDesk, ComplaintMessage, Exclusion, Handover
from darna.domains.complaints.tasks import close_day_of, look_at_complaints
from darna.domains.complaints.tests.makers import (
    Desk,
    acknowledged,
    answered,
    card,
    complain,
    done,
    looked_into,
    make_complaint,
    make_handover,
    read,
    say,
    version,
)
from darna.domains.complaints.values import Filters, Said
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """PostgreSQL says no in these words, and what it refused is undone."""
    with pytest.raises((IntegrityError, ProgrammingError), match=sentence), transaction.atomic():
        yield


def test_a_complaint_is_answered_and_ended_by_whoever_complained(desk: Desk) -> None:
    complaint, code = make_complaint(desk.worker.agency_id, contact="06")
    answered(desk.officer, complaint)
    found = read(code)
    assert found is not None
    assert (found.state, found.outcome, found.messages[-1].text) == ("answered", "upheld", "You were right.")
    assert found.messages[0].parts[0][1] == "They made me wait."
    seen = card(desk.officer, complaint)
    assert (seen.contact, seen.lesson) == ("06", "More chairs.")
    assert say(code, "close", satisfied=True) is Said.CLOSED_NOW
    assert card(desk.officer, complaint).satisfied is True
    assert say(code, "add", "more", seed=b"x") is Said.CLOSED


def test_only_officers_see_complaints_and_others_see_numbers(desk: Desk) -> None:
    make_complaint(desk.worker.agency_id)
    with acting(desk.officer.context):
        assert Complaint.objects.count() == 1
        assert queries.waiting_complaints(desk.officer) == (1, 0, 0)
    for other in (desk.supervisor.context, desk.office.context, desk.worker.context, desk.overseer.context, PUBLIC):
        with acting(other):
            assert not Complaint.objects.exists()
            assert not ComplaintMessage.objects.exists()
    for counter in (desk.supervisor, desk.office):
        with acting(counter.context):
            assert [one.counted for one in queries.complaint_counts(counter)] == [1]
            with pytest.raises(Refused):
                queries.complaint_lines(counter, Filters())


@pytest.mark.parametrize("about", ["officer", "head"])
def test_what_is_about_those_in_charge_is_read_by_the_agency_that_oversees(desk: Desk, about: str) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id, about=about)
    assert card(desk.overseer, complaint).line.is_from_elsewhere
    with pytest.raises(NotFound):
        card(desk.officer, complaint)


def test_without_an_overseer_nothing_about_those_in_charge_is_taken(desk: Desk) -> None:
    with acting(desk.office.context):
        seen = queries.desk_settings(desk.office)
    done(desk.office, actions.change_desk, replace(seen, overseer_id=None))
    assert complain(desk.worker.agency_id, about="head")[0] is Said.NOBODY_ELSE
    assert complain(desk.worker.agency_id)[0] is Said.RECEIVED


def test_whom_it_is_about_does_not_see_it_in_any_way(desk: Desk) -> None:
    complaint, code = make_complaint(desk.worker.agency_id, about="worker")
    looked_into(desk.second, complaint)
    done(desk.officer, actions.keep_from, complaint, desk.second.membership_id)
    assert card(desk.officer, complaint).state == "acknowledged"
    with pytest.raises(NotFound):
        card(desk.second, complaint)
    with acting(desk.second.context):
        for model in (Complaint, ComplaintMessage, Exclusion):
            assert not model.objects.exists()
        assert Complaint.objects.filter(pk=complaint).update(officer=desk.second.membership_id) == 0
    found = read(code)
    assert found is not None
    assert found.state == "acknowledged"


def test_when_all_officers_step_back_the_agency_that_oversees_reads_it(desk: Desk) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id)
    done(desk.officer, actions.step_back, complaint)
    assert card(desk.second, complaint).state == "received"
    done(desk.second, actions.step_back, complaint)
    assert card(desk.overseer, complaint).line.is_from_elsewhere
    for gone in (desk.officer, desk.second):
        with pytest.raises(NotFound):
            card(gone, complaint)


def test_nobody_is_kept_from_it_in_the_name_of_an_interest_of_theirs(desk: Desk) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id)
    with acting(desk.officer.context), connection.cursor() as cursor:
        for reason, member in (("interest", desk.second), ("review", desk.second), ("concerned", None)):
            one = member.membership_id if member else complaint
            cursor.execute("select sec.keep_from_complaint(%s, %s, %s)", [complaint, one, reason])
            assert cursor.fetchone() == (False,)
    with acting(desk.supervisor.context), connection.cursor() as cursor:
        cursor.execute("select sec.keep_from_complaint(%s, %s, 'concerned')", [complaint, desk.officer.membership_id])
        assert cursor.fetchone() == (False,)
    with pytest.raises(Invalid):
        done(desk.officer, actions.keep_from, complaint, complaint)


def test_another_look_is_taken_by_somebody_else(desk: Desk) -> None:
    complaint, code = make_complaint(desk.worker.agency_id)
    assert say(code, "ask_review", "Late.", seed=b"a") is Said.WAIT
    answered(desk.officer, complaint)
    assert say(code, "ask_review", "You asked nobody.", seed=b"b") is Said.REVIEW_ASKED
    assert say(code, "ask_review", "You asked nobody.", seed=b"b") is Said.KNOWN
    with pytest.raises(NotFound):
        card(desk.officer, complaint)
    answered(desk.second, complaint)
    assert say(code, "close", satisfied=False) is Said.CLOSED_NOW
    assert say(code, "ask_review", "Still not.", seed=b"c") is Said.REVIEW_ASKED
    assert card(desk.overseer, complaint).state == "reopened"


def test_the_desk_reads_exactly_what_was_agreed_and_only_after_a_yes(desk: Desk) -> None:
    complaint, code = make_complaint(desk.worker.agency_id)
    handover = done(desk.officer, actions.propose_handover, complaint, "Needs a bed tonight.").pk
    with acting(desk.worker.context):
        assert not Handover.objects.exists()
    with acting(desk.officer.context), refused("row-level security|without a yes"):
        Handover.objects.create(
            agency_id=desk.officer.agency_id,
            complaint_id=complaint,
            state="given",
            proposed_by=desk.officer.membership_id,
            proposed_at=now(),
            decided_at=now(),
            ciphertext=b"x",
        )
    with acting(desk.officer.context):
        assert Handover.objects.filter(pk=handover).update(state="given", decided_at=now()) == 0
    with pytest.raises(AlreadyDone):
        done(desk.officer, actions.propose_handover, complaint, "More.")
    assert say(code, "decide_handover", complaint, agrees=True) is Said.NOTHING_PROPOSED
    assert say(code, "decide_handover", handover, agrees=True) is Said.DECIDED
    with acting(desk.worker.context):
        assert queries.told_card(desk.worker, handover).text == "Needs a bed tonight."
        assert not Complaint.objects.exists()
    done(desk.worker, actions.take_handover, handover, seen_version=2)
    with pytest.raises(AlreadyDone):
        done(desk.worker, actions.take_handover, handover, seen_version=3)


def test_what_was_refused_stays_unknown_to_the_desk(desk: Desk) -> None:
    complaint, code = make_complaint(desk.worker.agency_id)
    handover = done(desk.officer, actions.propose_handover, complaint, "Needs a bed.").pk
    assert say(code, "decide_handover", handover, agrees=False) is Said.DECIDED
    with acting(desk.worker.context):
        assert not Handover.objects.exists()
    assert make_handover(desk.officer, complaint, code)


def test_serious_kinds_have_a_shorter_clock(desk: Desk) -> None:
    slow, _code = make_complaint(desk.worker.agency_id)
    quick, _code = make_complaint(desk.worker.agency_id, kind="abuse")
    first, second = card(desk.officer, slow).line, card(desk.officer, quick).line
    assert second.is_urgent
    assert not first.is_urgent
    assert (second.answer_by - second.received_at, second.acknowledge_by - second.received_at) == (
        timedelta(days=7),
        timedelta(days=1),
    )
    assert (first.answer_by - first.received_at, first.acknowledge_by - first.received_at) == (
        timedelta(days=30),
        timedelta(days=5),
    )
    with acting(desk.officer.context):
        lines = queries.complaint_lines(desk.officer, Filters()).lines
    assert [one.id for one in lines] == [quick, slow]


def test_the_database_refuses_what_an_officer_may_not_change(desk: Desk) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id)
    acknowledged(desk.officer, complaint)
    with acting(desk.officer.context):
        mine = Complaint.objects.filter(pk=complaint)
        for changes in ({"kind": "praise"}, {"is_urgent": True}, {"language": "fr"}):
            with refused("stays as it was"):
                mine.update(**changes)
        for changes in ({"handler_id": desk.overseer.agency_id}, {"satisfied": True}, {"answer_by": now()}):
            with refused("whoever complains, or by the clock|row-level security"):
                mine.update(**changes)
        with refused("in the name of another"):
            mine.update(officer=desk.second.membership_id)
        for state in ("answered", "review_asked", "reopened", "received"):
            with refused("does not go from|says what was found"):
                mine.update(state=state)
        with refused("permission denied"):
            mine._raw_delete("default")
        with refused("permission denied"):
            ComplaintMessage.objects.filter(complaint_id=complaint).update(ciphertext=b"x")


def test_the_night_marks_what_is_late_and_removes_what_is_over_and_keeps_the_numbers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint, code = make_complaint(desk.worker.agency_id)
    job = Context(Kind.JOB, desk.worker.agency_id)
    answered(desk.officer, complaint)
    with acting(job):
        assert actions.close_day(desk.worker.agency_id) == (0, 0, 0)
    say(code, "close", satisfied=None)
    for by in (desk.officer.context, PUBLIC):
        with acting(by), connection.cursor() as cursor:
            cursor.execute("select late, ended, removed from sec.complaints_of_night()")
            assert cursor.fetchone() == (0, 0, 0)
    assert read(code) is not None
    with acting(desk.office.context):
        assert ComplaintDesk.objects.get().kept_days == 90


def test_wrong_codes_are_counted_and_the_right_one_opens_elsewhere(desk: Desk) -> None:
    _complaint, code = make_complaint(desk.worker.agency_id)
    for number in range(20):
        assert read(f"{number:018d}") is None
    assert read(code) is None
    assert read(code, address="192.0.2.200") is not None


def test_limits_hold_and_the_same_form_is_one_complaint(desk: Desk) -> None:
    agency = desk.worker.agency_id
    first = complain(agency, seed=b"same")
    assert first[0] is Said.RECEIVED
    assert complain(agency, seed=b"same") == (Said.KNOWN, first[1])
    said = [complain(agency, f"Number {number}.")[0] for number in range(5)]
    assert said == [Said.RECEIVED] * 4 + [Said.TOO_MANY_HERE]


def test_a_late_version_changes_nothing(desk: Desk) -> None:
    complaint, _code = make_complaint(desk.worker.agency_id)
    seen = version(desk.officer, complaint)
    acknowledged(desk.second, complaint)
    with pytest.raises(StaleVersion):
        done(desk.officer, actions.acknowledge, complaint, "Me too.", seen_version=seen)


def test_the_officers_to_whom_a_late_one_came_are_written_to_once_a_night_and_told_nothing_of_it(desk: Desk) -> None:
    app.perform_import_paths()
    agency, overseer = desk.worker.agency_id, desk.overseer.agency_id
    with patch("darna.domains.complaints.actions.keeping.connection") as night:
        night.cursor.return_value.__enter__.return_value.fetchone.return_value = (2, 0, 0, [overseer, overseer])
        with acting(Context(Kind.JOB, agency)):
            assert actions.close_day(agency) == (2, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'agency_id' from procrastinate_jobs where task_name = 'complaints.tell'")
        waiting = [key for (key,) in cursor.fetchall()]
    assert waiting == [str(overseer)]
    app.tasks["complaints.tell"](agency_id=waiting[0])
    with acting(desk.overseer.context):
        boxes = {email for email, _language in addresses_of_members([desk.overseer.membership_id]).values()}
    (letter,) = mail.outbox
    assert set(letter.to) == boxes
    assert "maison" not in letter.body.lower()


def test_every_night_each_agency_has_its_own_job(desk: Desk) -> None:
    look_at_complaints(timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute("select args ->> 'agency_id' from procrastinate_jobs where task_name = 'complaints.night'")
        agencies = [key for (key,) in cursor.fetchall()]
    assert {str(desk.worker.agency_id), str(desk.overseer.agency_id)} <= set(agencies)
    close_day_of(str(desk.worker.agency_id))
