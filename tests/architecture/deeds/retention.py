"""Deeds on times to keep, one example of each."""

from __future__ import annotations

from datetime import timedelta

from darna.base.agencies.actor import job_actor
from darna.domains.retention import actions as retention
from darna.domains.retention.tests import makers
from darna.domains.retention.values import Rule
from darna.kernel.clock import now, today
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "retention.keep_rule": (
        lambda s: None,
        lambda s, _: s.done(s.officer, retention.keep_rule, Rule(), seen_version=0),
    ),
    "retention.postpone_notice": (
        lambda s: makers.make_due(s.worker),
        lambda s, row: s.done(
            s.officer, retention.postpone_notice, row.pk, today() + timedelta(days=30), makers.REASON, seen_version=1
        ),
    ),
    "retention.place_hold": (
        lambda s: s.case,
        lambda s, case: s.done(s.officer, retention.place_hold, case.person_id, makers.REASON, "Court"),
    ),
    "retention.release_hold": (
        lambda s: makers.make_hold(s.officer, s.case.person_id),
        lambda s, row: s.done(s.officer, retention.release_hold, row.pk, "It is decided.", seen_version=1),
    ),
    "retention.look_at_times": (
        lambda s: makers.closed_long_ago(s.worker),
        lambda s, _: s.done(job_actor(s.worker.agency_id), retention.look_at_times, now()),
    ),
}
