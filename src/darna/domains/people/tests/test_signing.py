"""The signed form is kept sealed with its consent, seen by its own agency alone, and gone when it is taken away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from darna.base.agencies.roles import Role
from darna.base.audit.models import Entry
from darna.base.audit.tests.databases import House, house
from darna.base.documents.scans import JPEG, PDF, Scan
from darna.base.documents.tests.papers import pdf, photographed
from darna.base.keys.models import PersonKey
from darna.base.keys.sealing import Unreadable
from darna.base.rowsecurity.context import acting
from darna.domains.people import actions
from darna.domains.people.models import Consent, SignedPage
from darna.domains.people.queries import consents_of, opened_page, signed_page, signed_pages
from darna.domains.people.tests.makers import World, make_person, make_terms
from darna.domains.people.tests.test_erasing import everything_clear
from darna.domains.people.values import MOST_PAGES
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused

__all__ = ["house"]

PAGE = Scan(JPEG, photographed())


def another(number: int) -> Scan:
    return Scan(PDF, pdf(500 + number))


def signed(world: Any) -> tuple[UUID, UUID, SignedPage]:
    """Somebody, their consent, and the page they signed."""
    person = make_person(world.worker)
    consent = Consent.objects.get(person=person).pk
    return person.pk, consent, actions.add_signed_page(consent, PAGE, by=world.worker)


def test_a_page_is_kept_with_the_answer_it_proves(world: World) -> None:
    with acting(world.worker.context):
        person, consent, page = signed(world)
        (line,) = signed_pages(world.worker, person, consent)
        assert (line.id, line.number, line.media_type, line.size) == (page.pk, 1, JPEG, len(PAGE.body))
        assert line.added_by == world.worker.membership_id
        assert opened_page(world.worker, person, page.pk) == (line, PAGE.body)
        assert [answer.pages for answer in consents_of(world.worker, person)] == [1]


def test_what_is_kept_is_never_in_clear(house: House) -> None:
    worker = house.staff(Role.CASEWORKER)
    with acting(worker.context):
        person = make_person(worker)
        consent = Consent.objects.get(person=person)
        page = actions.add_signed_page(consent.pk, PAGE, by=worker)
        sealed = bytes(page.ciphertext).hex()
    found = everything_clear(house)
    # Once, in its own row: the trail keeps a hash of it, or a page that is taken away would stay there.
    assert found.count(sealed) == 1
    for part in (PAGE.body[:200], PAGE.body[-200:]):
        assert part.hex() not in found


def test_a_page_put_in_the_place_of_another_does_not_open(world: World) -> None:
    with acting(world.worker.context):
        person, _consent, page = signed(world)
        columns = SignedPage.objects.filter(pk=page.pk).values().get()
        SignedPage.objects.filter(pk=page.pk).delete()
        moved = SignedPage.objects.create(**{**columns, "id": UUID(int=7)})
        with pytest.raises(Unreadable):
            opened_page(world.worker, person, moved.pk)


def test_with_another_persons_key_it_does_not_open(world: World) -> None:
    with acting(world.worker.context):
        person, _consent, page = signed(world)
        other = make_person(world.worker, given_name="Nour").pk
        wrapped = PersonKey.objects.get(pk=other)
        own = PersonKey.objects.get(pk=person)
        own.delete()
        PersonKey.objects.create(
            person_id=person,
            agency_id=own.agency_id,
            master=wrapped.master,
            wrapped=bytes(wrapped.wrapped),
            salt=bytes(own.salt),
        )
        with pytest.raises(Unreadable):
            opened_page(world.worker, person, page.pk)


def test_the_same_page_is_not_kept_twice_and_six_are_enough(world: World) -> None:
    with acting(world.worker.context):
        _person, consent, _page = signed(world)
        with pytest.raises(AlreadyDone):
            actions.add_signed_page(consent, PAGE, by=world.worker)
        for number in range(2, MOST_PAGES + 1):
            assert actions.add_signed_page(consent, another(number), by=world.worker).number == number
        with pytest.raises(Invalid) as refusal:
            actions.add_signed_page(consent, another(9), by=world.worker)
        assert refusal.value.code == "too_many_signed_pages"


def test_a_better_picture_takes_the_number_of_the_one_that_was_taken_away(world: World) -> None:
    with acting(world.worker.context):
        _person, consent, page = signed(world)
        actions.add_signed_page(consent, another(2), by=world.worker)
    with acting(world.supervisor.context):
        actions.remove_signed_page(page.pk, "unreadable", by=world.supervisor)
    with acting(world.worker.context):
        assert actions.add_signed_page(consent, another(3), by=world.worker).number == 1


def test_supervisors_and_officers_take_a_page_away_and_say_why(world: World) -> None:
    with acting(world.worker.context):
        person, consent, page = signed(world)
        with pytest.raises(Refused):
            actions.remove_signed_page(page.pk, "wrong_person", by=world.worker)
        second = actions.add_signed_page(consent, another(2), by=world.worker)
    with acting(world.supervisor.context), pytest.raises(Invalid):
        actions.remove_signed_page(page.pk, "because", by=world.supervisor)
    for by, one in ((world.supervisor, page), (world.officer, second)):
        with acting(by.context):
            actions.remove_signed_page(one.pk, "wrong_person", by=by)
    with acting(world.worker.context):
        assert signed_pages(world.worker, person, consent) == ()
        verbs = Entry.objects.filter(person_id=person).order_by("id").values_list("verb", flat=True)
        assert [verb for verb in verbs if verb.startswith("consent.")] == [
            "consent.page_added",
            "consent.page_added",
            "consent.page_removed",
            "consent.page_removed",
        ]


def test_another_agency_finds_no_page(world: World) -> None:
    with acting(world.worker.context):
        person, consent, page = signed(world)
    with acting(world.partner.context):
        assert not SignedPage.objects.exists()
        for look in (
            lambda: signed_pages(world.partner, person, consent),
            lambda: signed_page(world.partner, person, page.pk),
            lambda: opened_page(world.partner, person, page.pk),
            lambda: actions.add_signed_page(consent, another(2), by=world.partner),
            lambda: actions.remove_signed_page(page.pk, "wrong_person", by=world.partner),
        ):
            with pytest.raises(NotFound):
                look()


def test_pages_of_a_protected_file_are_for_its_named_workers(world: World) -> None:
    with acting(world.worker.context):
        person, consent, page = signed(world)
    with acting(world.supervisor.context):
        actions.protect_person(person, [world.colleague.membership_id], by=world.supervisor)
    with acting(world.colleague.context):
        assert opened_page(world.colleague, person, page.pk)[1] == PAGE.body
    with acting(world.worker.context):
        assert not SignedPage.objects.filter(pk=page.pk).exists()
        with pytest.raises(NotFound):
            opened_page(world.worker, person, page.pk)
        with pytest.raises(NotFound):
            actions.add_signed_page(consent, another(2), by=world.worker)


def test_an_erasure_leaves_no_page(world: World) -> None:
    with acting(world.worker.context):
        person, _consent, page = signed(world)
    with acting(world.officer.context):
        actions.erase_person(person, "on_request", by=world.officer)
        assert not SignedPage.objects.filter(pk=page.pk).exists()
        assert Consent.objects.filter(person_id=person).exists()
        with pytest.raises(NotFound):
            opened_page(world.officer, person, page.pk)


def test_a_page_of_somebody_else_cannot_be_hung_on_a_consent(world: World) -> None:
    with acting(world.worker.context):
        _person, _consent, page = signed(world)
        other = make_person(world.worker, given_name="Nour").pk
        columns = SignedPage.objects.filter(pk=page.pk).values().get()
        with pytest.raises(IntegrityError, match="page_is_of_a_consent_of_its_person"), transaction.atomic():
            SignedPage.objects.create(**{**columns, "id": UUID(int=8), "person_id": other, "number": 2, "digest": b"x"})


def test_a_page_is_never_changed(world: World) -> None:
    with acting(world.worker.context):
        _person, _consent, page = signed(world)
        with pytest.raises(DatabaseError), transaction.atomic():
            SignedPage.objects.filter(pk=page.pk).update(number=2)


def test_the_paper_of_a_refusal_is_kept_too(world: World) -> None:
    with acting(world.worker.context):
        person = make_person(world.worker).pk
        refusal = actions.record_consent(person, make_terms(state="refused"), by=world.worker)
        actions.add_signed_page(refusal.pk, PAGE, by=world.worker)
        assert [line.pages for line in consents_of(world.worker, person)] == [1, 0]
