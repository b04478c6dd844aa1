"""Whatever is tried in whatever order, a link takes only the steps that exist, and a dead one tells nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from darna.base.rowsecurity.context import acting
from darna.domains.links import actions
from darna.domains.links.bylink import Answer, Found
from darna.domains.links.models import LinkReferral, LinkStep
from darna.domains.links.tests.makers import (
    ROOT,
    agree,
    answer,
    found,
    make_draft,
    make_sent,
    now_of,
    opened,
    send,
    token,
)
from darna.domains.people.actions import erase_person, protect_person, withdraw_consent
from darna.domains.referrals.tests.makers import House
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, ConsentMissing, NotFound, Refused

LIVE = {"sent", "opened", "accepted"}
Try = Callable[[House, LinkReferral], Any]


def _said(what: str, reason: str = "", note: str = "") -> Try:
    return lambda _house, link: answer(link, what, reason=reason, note=note) is Answer.DONE


def _at_the_desk(deed: Any, *told: Any, **named: Any) -> Try:
    def tried(house: House, link: LinkReferral) -> bool:
        with acting(house.supervisor.context), transaction.atomic():
            deed(link.pk, *told, seen_version=link.version, by=house.supervisor, **named)
        return True

    return tried


def _expired(house: House, link: LinkReferral) -> bool:
    with time_machine.travel(now() + timedelta(days=40)), acting(house.supervisor.context):
        return bool(actions.expire_links(house.supervisor.agency_id))


def _withdrawn(house: House, link: LinkReferral) -> bool:
    with acting(house.supervisor.context):
        withdraw_consent(link.consent_id, by=house.supervisor)  # type: ignore[arg-type]
    return True


def _agreed_again(house: House, link: LinkReferral) -> bool:
    with acting(house.supervisor.context):
        agree(house.supervisor, link)
    return False


def _protected(house: House, link: LinkReferral) -> bool:
    with acting(house.supervisor.context):
        protect_person(link.person_id, [house.supervisor.membership_id], by=house.supervisor)
    return True


TRIES: dict[str, Try] = {
    "open": lambda _house, link: opened(link) is not None,
    "ask": _said("asked", note="When?"),
    "accept": _said("accepted", note="Monday."),
    "decline": _said("declined", "no_place"),
    "complete": _said("completed"),
    "end": _said("not_completed", "did_not_come"),
    "reply": _at_the_desk(actions.reply_by_link, "Soon."),
    "renew": _at_the_desk(actions.renew_link, 20, root=ROOT),
    "cancel": _at_the_desk(actions.cancel_link, "sent_by_mistake"),
    "expire": _expired,
    "withdraw": _withdrawn,
    "agree": _agreed_again,
    "protect": _protected,
}
#: The states in which each may succeed, and where it leads; nothing leads to the state it was in.
LEADS: dict[str, tuple[set[str], str]] = {
    "open": (LIVE, ""),
    "ask": ({"opened", "accepted"}, ""),
    "accept": ({"opened"}, "accepted"),
    "decline": ({"opened"}, "declined"),
    "complete": ({"accepted"}, "completed"),
    "end": ({"accepted"}, "not_completed"),
    "reply": (LIVE, ""),
    "renew": (LIVE | {"expired"}, ""),
    "cancel": (LIVE, "cancelled"),
    "expire": (LIVE, "expired"),
}


@given(tries=st.lists(st.sampled_from(sorted(TRIES)), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_link_takes_only_known_steps_and_dies_for_good(house: House, tries: list[str]) -> None:
    with transaction.atomic():
        link = make_sent(house.supervisor, house.there)
        for name in tries:
            before = now_of(house.supervisor, link)
            try:
                did = TRIES[name](house, before)
            except (Refused, AlreadyDone, ConsentMissing, NotFound):
                did = False
            after = now_of(house.supervisor, link)
            _hold(name, before, after, did=did)
        transaction.set_rollback(True)


def _hold(name: str, before: LinkReferral, after: LinkReferral, *, did: bool) -> None:
    if name in LEADS and did:
        begins, ends = LEADS[name]
        assert before.state in begins
        assert after.state == (ends or after.state)
    if name in {"withdraw", "protect"} and did and before.state in LIVE:
        assert after.state == "revoked"
    if name in LEADS and not did:
        assert after.state == before.state
    if after.state not in LIVE:
        assert found(token(after)).found is Found.GONE
        assert opened(after) is None
        assert answer(after, "accepted") is Answer.GONE
    if before.state not in LIVE | {"expired"}:
        assert after.state == before.state


def test_an_erased_person_leaves_no_word_behind_the_link(house: House) -> None:
    link = make_sent(house.supervisor, house.there)
    opened(link)
    answer(link, "asked", note="When?")
    draft = make_draft(house.supervisor, house.there)
    with acting(house.officer.context):
        erase_person(link.person_id, by=house.officer, rule="on_request")
    assert found(token(link)).found is Found.GONE
    with acting(house.supervisor.context):
        assert not LinkReferral.objects.filter(pk=link.pk).exclude(sealed_body=b"").exists()
        assert not LinkStep.objects.filter(link_id=link.pk).exclude(sealed_note=b"").exists()
        assert LinkReferral.objects.filter(pk=draft.pk).exists()


def test_time_alone_closes_a_link_before_any_job_runs(house: House) -> None:
    draft = make_draft(house.supervisor, house.there, days=1)
    yesterday = now() - timedelta(days=1) + timedelta(seconds=3)
    # The clock of the house alone: the signed context and PostgreSQL keep the real one.
    with patch("darna.domains.links.actions.sending.now", lambda: yesterday):
        link = send(house.supervisor, draft)
    assert found(token(link)).found is Found.OPEN
    time.sleep(3.2)
    assert found(token(link)).found is Found.GONE
    assert opened(link) is None
    assert now_of(house.supervisor, link).state == "sent"
