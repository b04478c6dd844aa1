"""Deeds on families, one example of each."""

from __future__ import annotations

from darna.base.agencies.actor import job_actor
from darna.domains.families import actions as families
from darna.domains.families.tests import makers
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "families.decline_family": (
        lambda s: makers.make_family(s.worker),
        lambda s, row: s.done(s.worker, families.decline_family, row.pk, seen_version=1),
    ),
    "families.look_for_families": (
        lambda s: makers.make_sharing_a_phone(s.worker),
        lambda s, _: s.done(job_actor(s.worker.agency_id), families.look_for_families),
    ),
}
