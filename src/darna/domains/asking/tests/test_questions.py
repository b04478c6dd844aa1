"""From a question to its answer and its end: what whoever asks may do, and what the desk does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.asking import actions, published, queries
from darna.domains.asking.codes import ALPHABET, code_of, grouped, read_code
from darna.domains.asking.models import Question, QuestionMessage
from darna.domains.asking.tests.makers import (
    ADDRESS,
    Desk,
    answer,
    ask,
    card,
    done,
    make_question,
    open_desk,
    read,
    say,
)
from darna.domains.asking.values import QuestionFilters, Said
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def test_a_question_is_answered_and_read_with_its_code(desk: Desk) -> None:
    house = desk.worker.agency_id
    question, code = make_question(house, "أين أطلب الورقة؟", topic="living-here")
    answer(desk.worker, question)
    told = read(code)
    assert told is not None
    assert [(one.is_from_desk, one.text) for one in told.messages] == [
        (False, "أين أطلب الورقة؟"),
        (True, "Come on Monday with your card."),
    ]
    assert (told.state, told.is_waiting, told.house.answers_within_days) == ("answered", False, 5)
    assert all(one.by == "" for one in told.messages)


def test_a_code_is_hard_to_guess_and_easy_to_copy() -> None:
    code = code_of(b"seed")
    assert len(ALPHABET) ** len(code) > 2**80
    assert not set("0O1ILZ25S8BU") & set(ALPHABET)
    assert read_code(f" {grouped(code).lower()} ") == code
    assert read_code("٣٤٦-" + grouped(code)[4:]) == "346" + code[3:]
    assert read_code("nothing") == read_code(code + "3") == ""


def test_the_same_form_sent_twice_is_one_question_with_one_code(desk: Desk) -> None:
    house = desk.worker.agency_id
    first, second = (ask(house, seed=b"one form") for _ in range(2))
    assert first == (Said.ASKED, second[1])
    assert second[0] is Said.KNOWN
    assert ask(house, "Something else.", seed=b"one form")[1] != first[1]


def test_a_wrong_code_finds_nothing_and_too_many_close_the_door(desk: Desk) -> None:
    _question, code = make_question(desk.worker.agency_id)
    for number in range(20):
        assert read(code_of(b"wrong%d" % number), address="198.51.100.1") is None
    assert read(code, address="198.51.100.1") is None
    assert read(code, address=ADDRESS) is not None


def test_one_place_asks_so_many_times_and_no_more(desk: Desk) -> None:
    house = desk.worker.agency_id
    said = [ask(house, f"Question {number}")[0] for number in range(6)]
    assert said == [Said.ASKED] * 5 + [Said.TOO_MANY_HERE]
    assert ask(house, "From elsewhere", address="203.0.113.4")[0] is Said.ASKED


def test_the_same_words_from_many_places_are_refused(desk: Desk) -> None:
    house = desk.worker.agency_id
    said = [ask(house, "Cheap loans!", address=f"203.0.113.{number}")[0] for number in range(4)]
    assert said == [Said.ASKED] * 3 + [Said.SAME_WORDS]


def test_a_house_that_takes_no_questions_is_not_asked(desk: Desk) -> None:
    assert ask(desk.partner.agency_id)[0] is Said.CLOSED
    done(desk.office, actions.change_desk, is_open=False, answers_within_days=None, seen_version=1)
    assert ask(desk.worker.agency_id)[0] is Said.CLOSED
    with acting(PUBLIC):
        assert published.houses("fr") == ()
    open_desk(desk.office)
    with acting(PUBLIC):
        assert [house.answers_within_days for house in published.houses("fr")] == [5]


@pytest.mark.parametrize(
    "wrong",
    [{"kind": "gift"}, {"topic": "weather"}, {"language": "xx"}, {"wishes": ("sun-am",)}, {"wishes": ("mon-am",) * 11}],
)
def test_what_no_form_offers_is_refused_by_the_database(desk: Desk, wrong: dict[str, object]) -> None:
    assert ask(desk.worker.agency_id, **wrong)[0] is Said.MALFORMED


def test_whoever_asked_writes_again_and_is_asked_to_wait(desk: Desk) -> None:
    question, code = make_question(desk.worker.agency_id)
    done(desk.worker, actions.take_question, question)
    assert [say(code, f"And {number}?") for number in range(5)] == [Said.ADDED] * 4 + [Said.WAIT]
    answer(desk.worker, question)
    assert card(desk.worker, question).line.state == "answered"
    assert say(code, "Thank you.", seed=b"same") is Said.ADDED
    assert say(code, "Thank you.", seed=b"same") is Said.KNOWN
    assert say(code, "Thank you both.", seed=b"same") is Said.ADDED
    assert card(desk.worker, question).line.state == "taken"


def test_a_time_is_proposed_and_suits_or_does_not(desk: Desk) -> None:
    question, code = make_question(desk.worker.agency_id, kind="appointment", wishes=("mon-am", "thu-pm"))
    first = now() + timedelta(days=3)
    done(desk.reception, actions.propose_time, question, first, "Ask for the desk.", seen_version=1)
    with acting(PUBLIC):
        assert published.confirm_time(code, first, suits=False, address=ADDRESS) is Said.DECLINED
    seen = card(desk.reception, question)
    assert (seen.line.state, seen.line.proposal) == ("taken", "declined")
    second = now() + timedelta(days=4)
    done(desk.reception, actions.propose_time, question, second, seen_version=seen.version)
    with acting(PUBLIC):
        assert published.confirm_time(code, first, suits=True, address=ADDRESS) is Said.NOTHING_PROPOSED
        assert published.confirm_time(code, second, suits=True, address=ADDRESS) is Said.ACCEPTED
    assert card(desk.reception, question).line.proposal == "accepted"
    with acting(desk.worker.context):
        assert [(one.id, one.at) for one in queries.agreed_times(desk.worker)] == [(question, second)]
    with pytest.raises(Invalid):
        done(desk.reception, actions.propose_time, question, now() - timedelta(days=1), seen_version=5)


def test_whoever_asked_removes_the_question_with_everything_said(desk: Desk) -> None:
    question, code = make_question(desk.worker.agency_id)
    answer(desk.worker, question)
    with acting(PUBLIC):
        assert published.withdraw_question(code, address=ADDRESS) is Said.WITHDRAWN
        assert published.withdraw_question(code, address=ADDRESS) is Said.UNKNOWN
    assert read(code) is None
    with acting(desk.worker.context):
        assert not QuestionMessage.objects.exists()
    with pytest.raises(NotFound):
        card(desk.worker, question)


def test_a_closed_question_is_read_for_a_month_and_takes_no_more(desk: Desk) -> None:
    question, code = make_question(desk.worker.agency_id)
    done(desk.worker, actions.close_question, question, "answered", seen_version=1)
    assert say(code, "One more.") is Said.CLOSED
    told = read(code)
    assert told is not None
    assert timedelta(days=29) < told.expires_at - now() < timedelta(days=31)
    with pytest.raises(AlreadyDone):
        answer(desk.worker, question)


def test_two_colleagues_do_not_answer_over_each_other(desk: Desk) -> None:
    question, _code = make_question(desk.worker.agency_id)
    answer(desk.worker, question)
    with pytest.raises(StaleVersion):
        done(desk.reception, actions.answer_question, question, "Also.", seen_version=1)


def test_a_question_is_taken_taken_over_and_given_back(desk: Desk) -> None:
    question, _code = make_question(desk.worker.agency_id)
    done(desk.worker, actions.take_question, question)
    with pytest.raises(AlreadyDone):
        done(desk.worker, actions.take_question, question)
    done(desk.reception, actions.take_question, question)
    assert card(desk.worker, question).line.taken_by == desk.reception.name
    done(desk.reception, actions.give_back, question)
    with pytest.raises(AlreadyDone):
        done(desk.reception, actions.give_back, question)
    assert card(desk.worker, question).line.state == "new"


def test_the_queue_begins_with_children_and_with_whoever_waits_longest(desk: Desk) -> None:
    house = desk.worker.agency_id
    old, _ = make_question(house, "First")
    young, _ = make_question(house, "I am fifteen", is_minor=True, topic="child")
    answered, _ = make_question(house, "Third", language="fr")
    answer(desk.worker, answered)
    with acting(desk.worker.context):
        lines = queries.question_lines(desk.worker, QuestionFilters()).lines
        french = queries.question_lines(desk.worker, QuestionFilters(language="fr", sort="-asked")).lines
        mine = queries.question_lines(desk.worker, QuestionFilters(is_mine=True)).lines
        assert queries.waiting_questions(desk.worker) == (2, 1)
    assert [line.id for line in lines] == [young, old, answered]
    assert [line.id for line in french] == [line.id for line in mine] == [answered]


def test_only_the_desk_of_the_house_that_was_asked_reads_it(desk: Desk) -> None:
    question, _code = make_question(desk.worker.agency_id)
    with pytest.raises(NotFound):
        card(desk.partner, question)
    for nobody in (desk.planner, desk.office):
        with pytest.raises(Refused):
            card(nobody, question)
    with pytest.raises(Refused):
        open_desk(desk.worker)


def test_the_job_of_the_night_removes_what_is_over(desk: Desk) -> None:
    question, code = make_question(desk.worker.agency_id)
    kept, _code = make_question(desk.worker.agency_id, "Another")
    with acting(desk.worker.context):
        Question.objects.filter(pk=question).update(expires_at=now() - timedelta(minutes=1))
    assert read(code) is None
    job = Context(Kind.JOB, desk.worker.agency_id)
    with acting(job):
        assert actions.remove_expired(desk.worker.agency_id) == 1
        assert actions.remove_expired(desk.worker.agency_id) == 0
    with acting(desk.worker.context):
        assert list(Question.objects.values_list("pk", flat=True)) == [kept]
        assert QuestionMessage.objects.count() == 1


def test_the_trail_says_what_was_done_and_never_what_was_said(desk: Desk) -> None:
    question, code = make_question(desk.worker.agency_id, "unmistakable words")
    answer(desk.worker, question, "plain answer")
    say(code, "again")
    with acting(Context(Kind.JOB, desk.worker.agency_id)):
        entries = list(Entry.objects.filter(verb__startswith="question.").order_by("id"))
    told = [(entry.verb, entry.kind) for entry in entries]
    assert told[-3:] == [("question.asked", "public"), ("question.answered", "staff"), ("question.added_to", "public")]
    assert not any(b"words" in bytes(entry.detail) or b"plain answer" in bytes(entry.detail) for entry in entries)
    with acting(desk.worker.context):
        assert not any(b"words" in bytes(body) for body in QuestionMessage.objects.values_list("ciphertext", flat=True))
