"""Deeds of looking for files of one person, one example of each."""

from __future__ import annotations

from darna.base.agencies.actor import job_actor
from darna.domains.linkage import actions as linkage
from darna.domains.linkage.tests import makers
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "linkage.ask_for_a_run": (lambda s: None, lambda s, _: s.done(s.worker, linkage.ask_for_a_run, "hand")),
    "linkage.finish_run": (
        lambda s: makers.ask(s.worker),
        lambda s, run: s.done(job_actor(s.worker.agency_id), linkage.finish_run, run, []),
    ),
    "linkage.meet_person": (
        lambda s: makers.make_twice(s.worker),
        lambda s, two: s.done(job_actor(s.worker.agency_id), linkage.meet_person, two[0]),
    ),
}
