"""Deeds on possible matches, one example of each."""

from __future__ import annotations

from darna.base.agencies.actor import job_actor
from darna.domains.matches import actions as matches
from darna.domains.matches.tests import makers
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "matches.agree_to_compare": (
        lambda s: makers.make_noticed_in(s.supervisor),
        lambda s, match: s.done(s.supervisor, matches.agree_to_compare, match, seen_version=1),
    ),
    "matches.decline_to_compare": (
        lambda s: makers.make_noticed_in(s.supervisor),
        lambda s, match: s.done(s.supervisor, matches.decline_to_compare, match, seen_version=1),
    ),
    "matches.judge_match": (
        lambda s: makers.make_open_in(s.supervisor),
        lambda s, match: s.done(s.supervisor, matches.judge_match, match, "same", seen_version=2),
    ),
    "matches.find_matches": (
        lambda s: makers.make_met_in(s.supervisor),
        lambda s, _: s.done(job_actor(s.supervisor.agency_id), matches.find_matches),
    ),
}
