"""Deeds on closings, one example of each."""

from __future__ import annotations

from darna.domains.closing import actions as closing
from darna.domains.closing.tests import makers as closings
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "closing.propose_closing": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, closing.propose_closing, case.pk, "goals_achieved", "The pension is paid."),
    ),
    "closing.withdraw_closing": (
        lambda s: closings.make_proposed(s.worker, s.case.pk),
        lambda s, row: s.done(s.worker, closing.withdraw_closing, row.pk, seen_version=1),
    ),
    "closing.send_back_closing": (
        lambda s: closings.make_proposed(s.worker, s.case.pk),
        lambda s, row: s.done(s.supervisor, closing.send_back_closing, row.pk, "Ask the fund.", seen_version=1),
    ),
    "closing.approve_closing": (
        lambda s: closings.make_proposed(s.worker, s.case.pk),
        lambda s, row: s.done(s.supervisor, closing.approve_closing, row.pk, seen_version=1),
    ),
    "closing.note_opinion": (
        lambda s: closings.make_closed(s.worker, s.case.pk),
        lambda s, row: s.done(
            s.worker, closing.note_opinion, row.pk, "good", "paper", "Thank you.", seen_version=row.version
        ),
    ),
    "closing.note_check": (
        lambda s: closings.make_closed(s.worker, s.case.pk),
        lambda s, row: s.done(s.worker, closing.note_check, row.pk, "better", "She works.", seen_version=row.version),
    ),
    "closing.keep_rule": (
        lambda s: None,
        lambda s, _: s.done(s.supervisor, closing.keep_rule, True, 90, seen_version=0),
    ),
}
