"""Deeds on calendars by subscription, one example of each."""

from __future__ import annotations

from uuid import UUID

from darna.base.rowsecurity.context import acting
from darna.domains.planning import actions as planning
from darna.domains.planning import queries
from tests.architecture.deeds.scene import Deed, Scene


def _address(scene: Scene) -> UUID:
    """Of a subscription that somebody made."""
    scene.done(scene.worker, planning.make_feed, "mine", "My telephone")
    with acting(scene.worker.context):
        return queries.my_feeds(scene.worker)[0].id


DEEDS: dict[str, Deed] = {
    "planning.make_feed": (
        lambda s: None,
        lambda s, _: s.done(s.worker, planning.make_feed, "mine", "My telephone"),
    ),
    "planning.end_feed": (
        _address,
        lambda s, key: s.done(s.worker, planning.end_feed, key, seen_version=1),
    ),
}
