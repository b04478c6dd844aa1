"""For whom the house waits: whatever room still has something under way of a person says so by itself."""

from __future__ import annotations

from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.domains.entitlements.tests.makers import make_claim
from darna.domains.links.tests import makers as links
from darna.domains.people.queries.unfinished import unfinished
from darna.domains.referrals.tests import makers as referrals
from darna.domains.safeguarding.tests.makers import make_childs_case, make_clock, make_procedure
from darna.domains.transfers.tests import makers as transfers


def test_referrals_links_transfers_claims_and_child_protection_wait(house: House) -> None:
    case, child, hurried = make_case(house.worker), make_childs_case(house.worker), make_childs_case(house.worker)
    make_claim(house.worker, case.pk)
    make_procedure(house.worker, child.pk)
    make_clock(house.worker, hurried.pk)
    transfer = transfers.make_sent(house.worker, house.supervisor, house.partner)
    free = make_person(house.worker)
    with acting(house.supervisor.context):
        sent = transfer.source.person_id
    waiting = {case.person_id, child.person_id, hurried.person_id, sent}
    with acting(house.officer.job_context):
        assert unfinished.among({*waiting, free}) == waiting
        assert unfinished.among(set()) == set()
        transfer.refresh_from_db()


def test_a_referral_waits_until_it_is_over(db: None) -> None:
    house = referrals.make_house()
    sent = referrals.make_sent(house)
    with acting(house.worker.context):
        person = sent.source.person_id
    with acting(house.officer.job_context):
        assert unfinished.among({person}) == {person}


def test_a_link_waits_until_it_is_over(house: House) -> None:
    person = links.make_sent(house.worker, house.partner).person_id
    with acting(house.officer.job_context):
        assert unfinished.among({person}) == {person}
