"""Whoever closes a case is told first what is still open in it, by every subject that knows something."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from darna.base.agencies.tests.makers import signed_in_client
from darna.domains.cases.actions import set_task
from darna.domains.planning.tests.makers import done, make_active
from darna.domains.referrals.tests.makers import make_house, make_need, make_sent
from darna.faces.desk.tests.makers import address
from darna.kernel.clock import today


def test_closing_a_case_says_what_is_still_open_in_a_fixed_number_of_queries(db: None) -> None:
    house = make_house()
    need = make_need(house)
    client = signed_in_client(house.worker)
    make_sent(house, need=need)
    make_active(house.worker, house.supervisor, need.case_id)
    there = address("cases:close", need.case_id, language="en")
    with CaptureQueriesContext(connection) as few:
        shown = client.get(there).content.decode()
    for words in ("Needs that are still open: ", "Plan 1 is still under way", "The referral to "):
        assert words in shown
    assert "still to do" not in shown
    for day in range(3):
        done(house.worker, set_task, need.case_id, "Call", today() + timedelta(days=day))
    make_sent(house, need=need, service=house.other_service)
    with CaptureQueriesContext(connection) as many:
        assert "3 tasks are still to do" in client.get(there).content.decode()
    assert len(many) == len(few)
    told = {"seen_version": 1, "outcome": "lost_contact", "closed_on": today().isoformat()}
    assert client.post(there, told).status_code == 302
