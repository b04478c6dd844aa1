"""Two files of one person become one by a decision: what is found, what holds, what refuses, and what goes back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.audit.models import Entry
from darna.base.keys.models import Erasure, PersonKey
from darna.base.rowsecurity.context import acting
from darna.domains.people import actions
from darna.domains.people.actions import merge_persons, part_persons
from darna.domains.people.bulk import propose_pairs
from darna.domains.people.models import DuplicateProposal, NamedWorker, Person
from darna.domains.people.queries import open_pairs, person_card, search
from darna.domains.people.queries.consents import has_consent
from darna.domains.people.queries.duplicates import PairFilters, pairs_of
from darna.domains.people.queries.merged import further_names, goes_on_in, merges_of
from darna.domains.people.queries.reaching import safe_address_of
from darna.domains.people.registers import PairDraft
from darna.domains.people.tests.makers import World, make_person, make_terms
from darna.domains.people.values import ContactDraft, IdentifierDraft, RelationshipDraft
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import AlreadyDone, ConsentMissing, Invalid, NotFound, Refused

OTHER = {"given_name": "Fatna", "family_name": "Idrissi Alaoui", "address": "Rue 5, Béni Mellal"}


def pair(world: World, **told: Any) -> tuple[Person, Person]:
    with acting(world.worker.context):
        return make_person(world.worker), make_person(world.worker, **{**OTHER, **told})


def merged(world: World, kept: Person, closed: Person, *taken: str) -> Any:
    with acting(world.worker.context):
        return merge_persons(kept.pk, closed.pk, taken, by=world.worker)


def parted(world: World, merge: Any) -> None:
    with acting(world.supervisor.context):
        part_persons(merge.pk, by=world.supervisor)


def test_everything_goes_on_in_the_file_that_stays(world: World) -> None:
    kept, closed = pair(world)
    merged(world, kept, closed, "address")
    with acting(world.worker.context):
        card = person_card(world.worker, kept.pk)
        assert (card.names.given_name, card.address) == ("Fatima Zahra", OTHER["address"])
        assert [line.value for line in card.contacts] == ["+212661234567"] * 2
        assert goes_on_in(world.worker.agency_id, closed.pk) == kept.pk
        with pytest.raises(NotFound):
            person_card(world.worker, closed.pk)


def test_a_file_is_found_by_the_names_of_both_and_once(world: World) -> None:
    kept, closed = pair(world)
    merge = merged(world, kept, closed, "family_name")
    with acting(world.worker.context):
        for typed in ("Fatna Idrissi Alaoui", "Fatima Zahra El Idrissi", closed.reference):
            assert [line.id for line in search(world.worker, typed)] == [kept.pk], typed
        row = Person.objects.get(pk=kept.pk)
        assert {names.shown for names in further_names(row)} == {"Fatna Idrissi Alaoui", "Fatima Zahra El Idrissi"}
        actions.change_person(kept.pk, {"given_name": "Amina"}, seen_version=row.version, by=world.worker)
        assert kept.pk in {line.id for line in search(world.worker, "Fatna Idrissi Alaoui")}
    parted(world, merge)
    with acting(world.worker.context):
        assert search(world.worker, "Fatna Idrissi Alaoui")[0].id == closed.pk


def test_parting_gives_back_the_fields_that_nobody_changed_since(world: World) -> None:
    kept, closed = pair(world, birth=None, sex="X")
    merge = merged(world, kept, closed, "address", "sex", "birth")
    with acting(world.worker.context):
        row = Person.objects.get(pk=kept.pk)
        assert (row.sex, row.born_on) == ("X", None)
        actions.change_person(kept.pk, {"sex": "M"}, seen_version=row.version, by=world.worker)
    parted(world, merge)
    with acting(world.worker.context):
        card = person_card(world.worker, kept.pk)
        assert (card.sex, card.address, str(card.birth)) == ("M", "", "1995-04-12")
        assert person_card(world.worker, closed.pk).address == OTHER["address"]


def test_what_was_written_since_stays_and_what_was_sealed_anew_hinders(world: World) -> None:
    kept, closed = pair(world)
    merge = merged(world, kept, closed)
    with acting(world.worker.context):
        card = person_card(world.worker, kept.pk)
        actions.add_identifier(kept.pk, IdentifierDraft("passport", "XY 1234567"), by=world.worker)
    parted(world, merge)
    with acting(world.worker.context):
        assert len(person_card(world.worker, kept.pk).identifiers) == 2
        assert len(person_card(world.worker, closed.pk).identifiers) == 1
    assert len(card.contacts) == 2


def test_what_was_agreed_to_before_says_nothing_of_both(world: World) -> None:
    told = {"purposes": ("sharing_with_partner",), "recipients": (world.partner.agency_id,)}
    with acting(world.worker.context):
        kept = make_person(world.worker, make_terms(**told))
        closed = make_person(world.worker, **OTHER)
        asked = (kept.pk, "sharing_with_partner", world.partner.agency_id)
        assert has_consent(*asked)
    merge = merged(world, kept, closed)
    with acting(world.worker.context):
        assert not has_consent(*asked)
        with pytest.raises(ConsentMissing):
            actions.require_consent(*asked)
        fresh = actions.record_consent(kept.pk, make_terms(**told), by=world.worker)
        assert has_consent(*asked)
        actions.withdraw_consent(fresh.pk, by=world.worker)
    parted(world, merge)
    with acting(world.worker.context):
        assert has_consent(*asked)
        assert not has_consent(closed.pk, *asked[1:])


def test_one_sentence_each_and_the_pair_is_answered(world: World) -> None:
    kept, closed = pair(world)
    with acting(world.worker.context):
        propose_pairs([PairDraft(closed.pk, kept.pk, 0.97, ("name",))], by=world.worker)
    merge = merged(world, kept, closed, "address")
    parted(world, merge)
    with acting(world.supervisor.context):
        told = Entry.objects.filter(object_id=merge.pk).order_by("id").values_list("verb", flat=True)
        assert list(told) == ["person.merged", "person.parted"]
        assert DuplicateProposal.objects.get().state == "different"
        with pytest.raises(NotFound):
            part_persons(merge.pk, by=world.supervisor)


def test_who_merges_and_who_parts(world: World) -> None:
    kept, closed = pair(world)
    for actor, error in ((world.planner, Refused), (world.officer, Refused), (world.partner, NotFound)):
        with acting(actor.context), pytest.raises(error):
            merge_persons(kept.pk, closed.pk, by=actor)
    merge = merged(world, kept, closed)
    for actor, error in ((world.worker, Refused), (world.partner, NotFound)):
        with acting(actor.context), pytest.raises(error):
            part_persons(merge.pk, by=actor)


def test_an_unknown_field_is_refused(world: World) -> None:
    kept, closed = pair(world)
    with pytest.raises(Invalid):
        merged(world, kept, closed, "is_protected")


def test_a_protected_file_and_an_ordinary_one_stay_two(world: World) -> None:
    kept, closed = pair(world)
    by = world.supervisor
    with acting(by.context):
        actions.protect_person(kept.pk, [world.colleague.membership_id], by=by)
        with pytest.raises(Refused, match="merge_not_open_to_the_same"):
            merge_persons(kept.pk, closed.pk, by=by)
        actions.protect_person(closed.pk, [], by=by)
        with pytest.raises(Refused, match="merge_not_open_to_the_same"):
            merge_persons(kept.pk, closed.pk, by=by)
        actions.name_worker(closed.pk, world.colleague.membership_id, by=by)
        merge_persons(kept.pk, closed.pk, ["address"], by=by)
        assert person_card(by, kept.pk).address == OTHER["address"]
        assert [line.id for line in search(by, "Fatna Idrissi Alaoui")] == [kept.pk]


def test_whatever_protects_the_file_protects_what_was_merged_into_it(world: World) -> None:
    kept, closed = pair(world)
    by = world.supervisor
    merge = merged(world, kept, closed)
    with acting(by.context):
        actions.protect_person(kept.pk, [world.worker.membership_id], by=by)
        hidden = Person.objects.get(pk=closed.pk)
        assert (hidden.is_protected, hidden.given_name) == (True, "")
        actions.name_worker(kept.pk, world.colleague.membership_id, by=by)
        actions.unname_worker(kept.pk, world.worker.membership_id, by=by)
    with acting(world.worker.context):
        assert not Person.objects.filter(pk__in=(kept.pk, closed.pk)).exists()
        assert not PersonKey.objects.filter(pk__in=(kept.pk, closed.pk)).exists()
    with acting(by.context):
        assert NamedWorker.objects.filter(membership_id=world.colleague.membership_id).count() == 2
        part_persons(merge.pk, by=by)
        assert person_card(by, closed.pk).names.given_name == "Fatna"
        actions.unprotect_person(closed.pk, by=by)


def test_relatives_and_members_of_one_household_are_two(world: World) -> None:
    kept, closed = pair(world)
    by = world.worker
    with acting(by.context):
        actions.relate(kept.pk, RelationshipDraft("mother", other_id=closed.pk), by=by)
        with pytest.raises(Refused, match="merge_related_to_each_other"):
            merge_persons(kept.pk, closed.pk, by=by)


def test_a_file_merged_again_is_parted_from_the_last(world: World) -> None:
    kept, closed = pair(world)
    with acting(world.worker.context):
        third = make_person(world.worker, given_name="Zohra", contacts=())
    first = merged(world, kept, closed, "address")
    second = merged(world, third, kept)
    with acting(world.worker.context):
        assert goes_on_in(world.worker.agency_id, closed.pk) == third.pk
        assert len(person_card(world.worker, third.pk).contacts) == 2
    with pytest.raises(Refused, match="part_the_later_merge_first"):
        parted(world, first)
    parted(world, second)
    parted(world, first)
    with acting(world.worker.context):
        assert [len(person_card(world.worker, one.pk).contacts) for one in (kept, closed, third)] == [1, 1, 0]


def test_an_erasure_takes_everything_that_was_merged(world: World) -> None:
    kept, closed = pair(world)
    merge = merged(world, kept, closed, "address")
    with acting(world.officer.context):
        with pytest.raises(NotFound):
            actions.erase_person(closed.pk, "on_request", by=world.officer)
        actions.erase_person(kept.pk, "on_request", by=world.officer)
        both: tuple[UUID, UUID] = (kept.pk, closed.pk)
        assert Erasure.objects.filter(pk__in=both).count() == 2
        assert not PersonKey.objects.filter(pk__in=both).exists()
        assert set(Person.objects.filter(pk__in=both).values_list("given_name", flat=True)) == {""}
    with pytest.raises(NotFound):
        parted(world, merge)


def test_a_pair_waits_until_a_day(world: World) -> None:
    kept, closed = pair(world)
    with acting(world.worker.context):
        propose_pairs([PairDraft(closed.pk, kept.pk, 0.97, ("name",))], by=world.worker)
        found = DuplicateProposal.objects.get()
        with pytest.raises(Invalid):
            actions.put_off_pair(found.pk, today(), by=world.worker)
        actions.put_off_pair(found.pk, today() + timedelta(days=7), by=world.worker)
        assert open_pairs(world.worker) == []
        actions.decide_pair(found.pk, False, by=world.worker)
        with pytest.raises(AlreadyDone):
            actions.put_off_pair(found.pk, today() + timedelta(days=7), by=world.worker)


def test_a_number_that_one_file_warns_of_is_safe_in_neither(world: World) -> None:
    kept, closed = pair(world, contacts=(ContactDraft("phone_call", "0661234567", is_safe=False),))
    with acting(world.worker.context):
        assert safe_address_of(kept.pk, "phone_call") is not None
    merge = merged(world, kept, closed)
    with acting(world.worker.context):
        assert safe_address_of(kept.pk, "phone_call") is None
    parted(world, merge)
    with acting(world.worker.context):
        assert safe_address_of(kept.pk, "phone_call") is not None


def test_a_list_of_pairs_costs_the_same_however_long_it_is(world: World) -> None:
    with acting(world.worker.context):
        people = [make_person(world.worker, contacts=(), identifiers=()).pk for _ in range(6)]
        costs = []
        for other in (people[1:2], people[2:]):
            propose_pairs([PairDraft(one, people[0], 0.97, ("name",)) for one in other], by=world.worker)
            with CaptureQueriesContext(connection) as asked:
                found = pairs_of(world.worker, PairFilters(), limit=10)
            costs.append(len(asked))
    assert (costs, len(found)) == ([2, 2], 5)


def test_every_word_that_was_not_chosen_is_told_with_its_file(world: World) -> None:
    kept, closed = pair(world, birth=PartialDate.parse("1994"))
    merge = merged(world, kept, closed, "given_name", "birth")
    with acting(world.worker.context):
        (line,) = merges_of(world.worker, kept.pk)
        assert (line.reference, line.differing) == (
            closed.reference,
            {"family_name": "Idrissi Alaoui", "address": OTHER["address"]},
        )
        assert (line.replaced["given_name"], str(line.replaced["birth"])) == ("Fatima Zahra", "1995-04-12")
    parted(world, merge)
    with acting(world.worker.context):
        (line,) = merges_of(world.worker, kept.pk)
        assert (line.is_parted, line.differing, line.replaced) == (True, {}, {})
