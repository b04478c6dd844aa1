"""Deeds in the law, one example of each."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

from darna.domains.law import actions as law
from darna.domains.law.tests import makers
from darna.kernel.clock import today
from darna.rules.book import book
from tests.architecture.deeds.scene import Deed, Scene


def read_later(scene: Scene) -> object:
    """A value that is read again when some time has passed."""
    value = book().law.parameter(makers.NAME).values[-1]
    later = today() + timedelta(days=200)
    with patch("darna.domains.law.actions.reading.today", return_value=later):
        return scene.done(scene.jurist, law.mark_rechecked, makers.NAME, value.valid_from, "Bulletin read.")


DEEDS: dict[str, Deed] = {
    "law.propose_revision": (
        lambda s: s.jurist,
        lambda s, by: s.done(by, law.propose_revision, makers.NAME, makers.draft()),
    ),
    "law.withdraw_revision": (
        lambda s: s.revision,
        lambda s, row: s.done(s.jurist, law.withdraw_revision, row.pk, seen_version=1),
    ),
    "law.approve_revision": (
        lambda s: (s.revision, s.second_jurist),
        lambda s, made: s.done(made[1], law.approve_revision, made[0].pk, "Read in the bulletin.", seen_version=1),
    ),
    "law.refuse_revision": (
        lambda s: (s.revision, s.second_jurist),
        lambda s, made: s.done(made[1], law.refuse_revision, made[0].pk, "It is a draft.", seen_version=1),
    ),
    "law.mark_rechecked": (lambda s: s.jurist, lambda s, _by: read_later(s)),
}
