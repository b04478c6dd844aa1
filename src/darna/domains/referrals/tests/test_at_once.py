"""Two people at the same instant, in a database with committed rows: one is heard, the other is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections

from darna.base.audit.tests.databases import own_house
from darna.base.keys import keyring as keyrings
from darna.base.keys.models import PackageKey
from darna.base.keys.rotation import rotate
from darna.base.rowsecurity.context import acting
from darna.domains.referrals import actions, queries
from darna.domains.referrals.models import Reception, ReferralEvent
from darna.domains.referrals.tests.makers import SUMMARY, House, make_draft, make_house, make_sent, send, state_of
from darna.kernel.errors import Problem, StaleVersion


@pytest.fixture(scope="module")
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:
    """The houses of these tests, committed in a database of their own."""
    with django_db_blocker.unblock(), own_house() as database:
        url = database.server.url("migrator", database.database)
        with patch.dict("os.environ", DATABASE_MIGRATOR_URL=url):
            made = make_house()
        yield made


def _at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What becomes of deeds that begin together, each on a connection of its own."""
    start = Barrier(len(deeds))

    def done(deed: Callable[[], Any]) -> Any:
        start.wait(10)
        try:
            return deed()
        except Problem as problem:
            return problem
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


def _deed(by: Any, action: Callable[..., Any], *told: Any, **named: Any) -> Callable[[], Any]:
    def deed() -> Any:
        with acting(by.context):
            return action(*told, by=by, **named)

    return deed


def test_of_two_answers_at_once_one_is_told_that_somebody_was_faster(committed: House) -> None:
    sent = make_sent(committed)
    yes, no = committed.there, committed.there_supervisor
    told = _at_once(
        _deed(yes, actions.accept_referral, sent.pk, seen_version=sent.version),
        _deed(no, actions.decline_referral, sent.pk, "no_place", seen_version=sent.version),
    )
    assert sum(isinstance(one, StaleVersion) for one in told) == 1
    with acting(committed.worker.context):
        steps = [row.what for row in ReferralEvent.objects.filter(referral_id=sent.pk).order_by("at")]
    assert len(steps) == 2
    assert steps[-1] == state_of(committed.worker, sent.pk)


def test_two_first_looks_at_once_make_one_reception(committed: House) -> None:
    sent = make_sent(committed)
    lookers = (committed.there, committed.there_colleague, committed.there_reception)
    told = _at_once(*(_deed(one, actions.open_referral, sent.pk) for one in lookers))
    assert not any(isinstance(one, Problem) for one in told)
    with acting(committed.there.context):
        assert Reception.objects.filter(referral_id=sent.pk).count() == 1
        steps = [row.what for row in ReferralEvent.objects.filter(referral_id=sent.pk).order_by("at")]
    assert steps == ["sent", "received"]


def test_a_draft_is_sent_once(committed: House) -> None:
    draft = make_draft(committed)
    told = _at_once(*(lambda: send(committed, draft) for _ in range(2)))
    assert sum(isinstance(one, Problem) for one in told) == 1
    assert state_of(committed.there, draft.pk) == "sent"


def test_a_new_master_key_wraps_the_keys_of_packages_too(committed: House) -> None:
    sent, ring = make_sent(committed), keyrings.keyring()
    try:
        assert rotate() > 0
        assert set(PackageKey.objects.using("migrator").values_list("master", flat=True)) == {ring.current + 1}
        with acting(committed.there.context):
            assert queries.package_of(committed.there, sent.pk).summary == SUMMARY
    finally:
        # The other tests go on with the keyring they began with; this database is dropped.
        keyrings.save(ring, keyrings.place())
