"""What is done with times to keep: one verb, one transaction, one sentence of the trail."""

from darna.domains.retention.actions.deciding import keep_rule, place_hold, postpone_notice, release_hold
from darna.domains.retention.actions.nightly import erase_by_itself, look_at_times

__all__ = [
    "erase_by_itself",
    "keep_rule",
    "look_at_times",
    "place_hold",
    "postpone_notice",
    "release_hold",
]
