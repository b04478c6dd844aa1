"""Interpreters are kept by supervisors and the office, found by language, asked, and what came of it is written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError

from darna.base.agencies.roles import Verb
from darna.base.rowsecurity.context import acting
from darna.domains.reception import actions, queries
from darna.domains.reception.models import Arrival, Enquiry, Interpreter, InterpreterRequest
from darna.domains.reception.tests.makers import House, come_in, done, make_interpreter
from darna.domains.reception.values import InterpreterDraft
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion


def names(by, language=""):
    with acting(by.context):
        return [line.name for line in queries.interpreter_list(by, language).lines]


def test_supervisors_and_the_office_keep_the_list_and_everybody_at_the_desk_reads_it(house: House) -> None:
    make_interpreter(house.supervisor, "Awa Camara", ("ff", "wo"))
    make_interpreter(house.office, "Tesfay Haile", ("ti", "am"))
    assert names(house.reception) == ["Awa Camara", "Tesfay Haile"]
    assert names(house.worker, "ti") == ["Tesfay Haile"]
    assert names(house.worker, "so") == []
    assert names(house.partner) == []
    for by in (house.worker, house.reception):
        with pytest.raises(Refused):
            make_interpreter(by)
    with pytest.raises(Refused):
        names(house.planner)


def test_whoever_is_off_the_list_is_found_by_its_keepers_only(house: House) -> None:
    kept = make_interpreter(house.office)
    off = InterpreterDraft(kept.name, tuple(kept.languages), is_active=False)
    done(house.office, actions.change_interpreter, kept.pk, off, seen_version=1)
    assert names(house.reception) == []
    with acting(house.office.context):
        assert len(queries.interpreter_list(house.office, verb=Verb.KEEP_INTERPRETERS).lines) == 1
    with pytest.raises(Refused):
        done(house.reception, actions.request_interpreter, kept.pk, "ff")


def test_two_keepers_do_not_overwrite_one_another(house: House) -> None:
    kept = make_interpreter(house.office)
    done(house.office, actions.change_interpreter, kept.pk, InterpreterDraft("Awa C.", ("ff",)), seen_version=1)
    with pytest.raises(StaleVersion):
        done(house.supervisor, actions.change_interpreter, kept.pk, InterpreterDraft("A. C.", ("ff",)), seen_version=1)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (InterpreterDraft("  ", ("ff",)), "name"),
        (InterpreterDraft("Awa", ()), "languages"),
        (InterpreterDraft("Awa", ("xx",)), "languages"),
        (
            InterpreterDraft("Awa", ("ff",), confidentiality_signed_on=today() + timedelta(days=1)),
            "confidentiality_signed_on",
        ),
    ],
)
def test_what_cannot_be_right_is_refused(house: House, draft: InterpreterDraft, field: str) -> None:
    with pytest.raises(Invalid) as told:
        done(house.office, actions.add_interpreter, draft)
    assert told.value.field == field


def test_an_interpreter_is_asked_for_a_ticket_and_the_outcome_is_written_once(house: House) -> None:
    arrival, kept = come_in(house.reception, language="wo"), make_interpreter(house.supervisor)
    asked = done(house.reception, actions.request_interpreter, kept.pk, "wo", arrival_id=arrival.pk)
    with acting(house.worker.context):
        (line,) = queries.request_list(house.worker, only_open=True).lines
    assert (line.ticket, line.interpreter, line.outcome) == ("A-1", "Awa Camara", "")
    done(house.worker, actions.settle_request, asked.pk, "came", seen_version=1)
    with pytest.raises(AlreadyDone):
        done(house.worker, actions.settle_request, asked.pk, "came", seen_version=2)


def test_nobody_is_asked_for_a_language_they_do_not_speak(house: House) -> None:
    kept = make_interpreter(house.supervisor)
    with pytest.raises(Invalid):
        done(house.reception, actions.request_interpreter, kept.pk, "so")


def test_another_agency_sees_neither_interpreters_nor_tickets_nor_requests(house: House) -> None:
    kept = make_interpreter(house.supervisor)
    asked = done(house.reception, actions.request_interpreter, kept.pk, "ff")
    with acting(house.partner.context):
        assert not Interpreter.objects.exists()
        assert not InterpreterRequest.objects.exists()
    with pytest.raises(NotFound):
        done(house.partner, actions.request_interpreter, kept.pk, "ff")
    with pytest.raises(NotFound):
        done(house.partner, actions.settle_request, asked.pk, "came", seen_version=1)
    theirs = come_in(house.partner)
    with pytest.raises(NotFound):
        done(house.reception, actions.request_interpreter, kept.pk, "ff", arrival_id=theirs.pk)


def test_the_database_ties_no_request_to_another_agencys_ticket(house: House) -> None:
    theirs, kept = come_in(house.partner), make_interpreter(house.supervisor)
    asked = done(house.reception, actions.request_interpreter, kept.pk, "ff")
    with acting(house.reception.context), pytest.raises(IntegrityError):
        InterpreterRequest.objects.filter(pk=asked.pk).update(arrival_id=theirs.pk)


def test_the_office_meets_no_visitor(house: House) -> None:
    come_in(house.reception)
    with acting(house.office.context):
        assert not Arrival.objects.exists()
        assert not Enquiry.objects.exists()
