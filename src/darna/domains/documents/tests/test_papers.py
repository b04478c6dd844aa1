"""What becomes of a paper from the day it is asked for, and what PostgreSQL refuses whatever the application asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from darna.base.agencies.actor import job_actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_member
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import Unreadable
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_shared_case
from darna.domains.documents import actions, queries
from darna.domains.documents.models import Paper, PaperFile, PaperPiece
from darna.domains.documents.sealed import PIECE, piece_of
from darna.domains.documents.tests.makers import (
    a_pdf,
    a_picture,
    done,
    file_of,
    make_asked,
    make_checked,
    make_paper,
)
from darna.domains.documents.values import PaperDraft, PaperFilters
from darna.domains.people.actions import erase_person, protect_person
from darna.domains.people.tests.makers import make_draft, make_terms
from darna.kernel.clock import today
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion

TABLES = (Paper, PaperFile, PaperPiece)


def test_a_paper_is_asked_for_brought_refused_brought_again_checked_and_handed_back(house: House) -> None:
    case = make_case(house.worker)
    paper = make_asked(house.worker, case.person_id, case_id=case.pk, due_on=today() + timedelta(days=9))
    of = {"by": house.worker}
    with acting(house.worker.context):
        with pytest.raises(AlreadyDone):
            actions.check_paper(paper.pk, None, None, seen_version=1, **of)
        actions.bring_file(paper.pk, PaperDraft(""), a_picture(), seen_version=1, **of)
        with pytest.raises(Invalid):
            actions.refuse_paper(paper.pk, " ", seen_version=2, **of)
        actions.refuse_paper(paper.pk, "The back is missing.", seen_version=2, **of)
        assert queries.paper_card(house.worker, paper.pk).reason == "The back is missing."
        with pytest.raises(AlreadyDone):
            actions.bring_file(paper.pk, PaperDraft(""), a_picture(), seen_version=3, **of)
        actions.bring_file(paper.pk, PaperDraft(""), a_pdf(), seen_version=3, **of)
        with pytest.raises(StaleVersion):
            actions.check_paper(paper.pk, None, None, seen_version=3, **of)
        with pytest.raises(Invalid):
            actions.check_paper(paper.pk, None, today() - timedelta(days=1), seen_version=4, **of)
        actions.check_paper(paper.pk, None, None, seen_version=4, **of)
        actions.return_paper(paper.pk, "", seen_version=5, **of)
        card = queries.paper_card(house.worker, paper.pk)
    assert (card.line.state, [file.number for file in card.files]) == ("returned", [2, 1])


def test_a_file_is_sealed_in_pieces_and_comes_back_whole(house: House) -> None:
    person = make_case(house.worker).person_id
    whole = a_pdf(2 * PIECE + 10)
    paper = make_paper(house.worker, person, scanned=whole)
    with acting(house.worker.context):
        _line, body = queries.opened_file(house.worker, file_of(house.worker, paper.pk))
        pieces = [bytes(piece.ciphertext) for piece in PaperPiece.objects.order_by("number")]
        assert b"".join(body) == whole.body
        assert len(pieces) == 3
        assert not any(b"%PDF" in piece or b"Catalog" in piece for piece in pieces)
        file, cipher = PaperFile.objects.get(), cipher_of(person)
        with pytest.raises(Unreadable):
            cipher.open_bytes(pieces[0], field=piece_of(file.pk, 2, 3))


def test_what_a_paper_is_called_is_sealed(house: House) -> None:
    make_paper(house.worker, make_case(house.worker).person_id, label="Contrat chez Rossi")
    with acting(house.worker.context):
        assert b"Rossi" not in bytes(Paper.objects.get().sealed_label)


@pytest.mark.parametrize("who", ["partner", "planner"])
def test_raw_tables_are_empty_for_another_agency_and_for_roles_that_meet_nobody(house: House, who: str) -> None:
    case, _share = make_shared_case(house.worker, house.partner)
    paper = make_paper(house.worker, case.person_id)
    with acting(house.worker.context):
        assert all(table.objects.exists() for table in TABLES)
    with acting(getattr(house, who).context):
        assert not any(table.objects.exists() for table in TABLES)
        with pytest.raises((NotFound, Refused)):
            queries.paper_card(getattr(house, who), paper.pk)


def test_papers_of_a_protected_file_are_its_named_workers_alone(house: House) -> None:
    case = make_case(house.worker)
    make_paper(house.worker, case.person_id)
    done(house.supervisor, protect_person, case.person_id, [house.supervisor.membership_id])
    with acting(house.worker.context):
        assert not any(table.objects.exists() for table in TABLES)
        assert queries.paper_lines(house.worker, PaperFilters()).lines == ()
    with acting(house.supervisor.context):
        assert all(table.objects.exists() for table in TABLES)


def test_the_database_refuses_steps_nobody_takes(house: House) -> None:
    case = make_case(house.worker)
    make_asked(house.worker, case.person_id)
    other = make_case(house.worker)
    with acting(house.worker.context):
        for change in (
            {"state": "checked"},
            {"state": "refused"},
            {"case_id": other.pk},
            {"state": "received", "made_by": house.supervisor.membership_id},
            {"reminded_ahead": 5},
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                Paper.objects.update(**change)
        assert Paper.objects.update(state="received") == 1


def test_files_are_never_changed_and_hang_on_their_own_person(house: House) -> None:
    paper = make_paper(house.worker, make_case(house.worker).person_id)
    stranger = make_case(house.worker).person_id
    with acting(house.worker.context):
        for table in (PaperFile, PaperPiece):
            with pytest.raises(DatabaseError), transaction.atomic():
                table.objects.update(number=2)
        file = PaperFile.objects.get(paper_id=paper.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            PaperPiece.objects.create(
                agency_id=file.agency_id, person_id=stranger, file_id=file.pk, number=2, ciphertext=b"x"
            )


def test_the_reception_takes_papers_in_and_does_not_open_them(house: House) -> None:
    desk, person = make_member(Role.RECEPTIONIST), make_case(house.worker).person_id
    paper = make_paper(desk, person, "medical_paper")
    with acting(desk.context):
        line = queries.paper_lines(desk, PaperFilters(person_id=person)).lines[0]
        assert (line.kind, "Medical" in line.kind_label) == ("", False)
        assert queries.paper_lines(desk, PaperFilters(kind="medical_paper")).lines == ()
        with pytest.raises(Refused):
            queries.opened_file(desk, file_of(desk, paper.pk))
        with pytest.raises(Refused):
            actions.check_paper(paper.pk, None, None, seen_version=1, by=desk)


def test_a_paper_is_taken_out_with_all_its_files(house: House) -> None:
    paper = make_paper(house.worker, make_case(house.worker).person_id)
    with pytest.raises(Refused):
        done(house.worker, actions.remove_paper, paper.pk, "wrong_person")
    with pytest.raises(Invalid):
        done(house.supervisor, actions.remove_paper, paper.pk, "because")
    done(house.supervisor, actions.remove_paper, paper.pk, "wrong_person")
    with acting(house.supervisor.context):
        assert not any(table.objects.exists() for table in TABLES)


def test_an_erasure_leaves_neither_papers_nor_pieces(house: House) -> None:
    case = make_case(house.worker)
    make_paper(house.worker, case.person_id, case_id=case.pk)
    done(make_member(Role.DATA_OFFICER), erase_person, case.person_id, "on_request")
    with acting(house.supervisor.context):
        assert not any(table.objects.exists() for table in TABLES)


def test_papers_stay_readable_when_they_follow_into_another_file(house: House) -> None:
    from darna.domains.people.actions import register_person

    old = make_case(house.worker).person_id
    new = done(house.worker, register_person, make_draft(given_name="Nour"), make_terms()).pk
    whole = a_pdf(PIECE + 10)
    paper = make_paper(house.worker, old, scanned=whole, label="A letter")
    done(house.worker, actions.check_paper, paper.pk, None, None, seen_version=1)
    assert done(house.worker, actions.move_papers, old, new) == 1
    with acting(house.worker.context):
        row = Paper.objects.get()
        assert (row.person_id, row.state) == (new, "checked")
        assert queries.paper_card(house.worker, row.pk).line.label == "A letter"
        assert b"".join(queries.opened_file(house.worker, file_of(house.worker, row.pk))[1]) == whole.body


@pytest.fixture
def job(house: House) -> Any:
    return job_actor(house.worker.agency_id)


def test_a_night_reminds_in_three_steps_and_then_says_that_it_expired(
    house: House, job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    last = today() + timedelta(days=61)
    make_checked(house.supervisor, case.person_id, case_id=case.pk, expires_on=last)
    seen = []
    for left in (61, 60, 45, 30, 29, 7, 1, 0, -1):
        # The database keeps its own clock, so the night alone is told another day.
        night = last - timedelta(days=left)
        monkeypatch.setattr("darna.domains.documents.actions.nightly.today", lambda night=night: night)
        seen.append((left, done(job, actions.remind_of_papers), done(job, actions.expire_papers)))
    assert [(left, told) for left, told, _over in seen if told] == [(60, 1), (30, 1), (7, 1)]
    assert [left for left, _told, over in seen if over] == [-1]
    with acting(house.worker.context):
        assert Paper.objects.get().state == "expired"


def test_the_letter_names_neither_person_nor_paper(
    house: House, job: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from darna.base.messages.models import Message

    case = make_case(house.worker, worker_id=house.worker.membership_id)
    make_checked(house.worker, case.person_id, case_id=case.pk, expires_on=today() + timedelta(days=20))
    done(job, actions.remind_of_papers)
    with acting(job.context):
        texts = [row.body for row in Message.objects.all()] + [letter.body for letter in mail.outbox]
    assert texts
    assert not any("Idrissi" in text or "assport" in text or case.reference in text for text in texts)


def test_the_page_of_the_day_names_what_expires_for_whoever_accompanies(house: House) -> None:
    case = make_case(house.worker, worker_id=house.worker.membership_id)
    make_checked(house.supervisor, case.person_id, case_id=case.pk, expires_on=today() + timedelta(days=20))
    make_checked(house.supervisor, case.person_id, case_id=case.pk, expires_on=today() + timedelta(days=90))
    with acting(house.worker.context):
        assert len(queries.expiring_papers(house.worker)) == 1
    with acting(house.supervisor.context):
        assert queries.expiring_papers(house.supervisor) == ()


def test_a_case_says_what_its_programme_needs_and_what_is_there(house: House) -> None:
    case = make_case(house.worker)
    with acting(house.worker.context):
        _case, lines = queries.checklist(house.worker, case.pk, language="en")
        assert lines
        assert all(line.paper is None for line in lines)
        draft = PaperDraft(lines[0].kind, lines[0].label, case_id=case.pk, wanted=lines[0].code)
        actions.ask_papers(case.person_id, [draft], by=house.worker)
        _case, lines = queries.checklist(house.worker, case.pk, language="en")
    assert [line.paper.state for line in lines if line.paper] == ["asked"]
