"""Deeds on hand-overs and transfers, one example of each."""

from __future__ import annotations

from typing import Any

from darna.domains.cases.tests.makers import make_case
from darna.domains.referrals.values import NAME, Draft
from darna.domains.transfers import actions as transfers
from darna.domains.transfers.tests import makers
from tests.architecture.deeds.scene import Deed, Scene

NOTE = makers.NOTE


def _own(s: Scene) -> Any:
    return make_case(s.worker, worker_id=s.worker.membership_id)


def _sent(s: Scene) -> Any:
    return makers.make_sent(s.worker, s.supervisor, s.partner)


DEEDS: dict[str, Deed] = {
    "transfers.ask_handover": (
        lambda s: _own(s),
        lambda s, case: s.done(s.worker, transfers.ask_handover, case.pk, s.supervisor.membership_id, NOTE),
    ),
    "transfers.give_handover": (
        lambda s: _own(s),
        lambda s, case: s.done(
            s.supervisor, transfers.give_handover, case.pk, s.supervisor.membership_id, NOTE, seen_version=1
        ),
    ),
    "transfers.grant_handover": (
        lambda s: makers.make_asked(s.worker, _own(s).pk, s.supervisor),
        lambda s, row: s.done(s.supervisor, transfers.grant_handover, row.pk, seen_version=1),
    ),
    "transfers.refuse_handover": (
        lambda s: makers.make_asked(s.worker, _own(s).pk, s.supervisor),
        lambda s, row: s.done(s.supervisor, transfers.refuse_handover, row.pk, "She is full.", seen_version=1),
    ),
    "transfers.withdraw_handover": (
        lambda s: makers.make_asked(s.worker, _own(s).pk, s.supervisor),
        lambda s, row: s.done(s.worker, transfers.withdraw_handover, row.pk, seen_version=1),
    ),
    "transfers.confirm_handover": (
        lambda s: makers.make_given(s.supervisor, _own(s), s.supervisor),
        lambda s, row: s.done(s.supervisor, transfers.confirm_handover, row.pk, seen_version=1),
    ),
    "transfers.open_handover": (
        lambda s: makers.make_asked(s.worker, _own(s).pk, s.supervisor),
        lambda s, row: s.done(s.supervisor, transfers.open_handover, row.pk),
    ),
    "transfers.open_transfer": (
        lambda s: _sent(s),
        lambda s, row: s.done(s.partner, transfers.open_transfer, row.pk),
    ),
    "transfers.undo_handover": (
        lambda s: makers.make_given(s.supervisor, _own(s), s.supervisor),
        lambda s, row: s.done(s.supervisor, transfers.undo_handover, row.pk, seen_version=1),
    ),
    "transfers.share_out": (
        # One case, for each given case has a sentence of its own.
        lambda s: _own(s),
        lambda s, case: s.done(s.supervisor, transfers.share_out, {case.pk: (1, s.supervisor.membership_id)}, NOTE),
    ),
    "transfers.undo_batch": (
        lambda s: s.done(s.supervisor, transfers.share_out, {_own(s).pk: (1, s.supervisor.membership_id)}, NOTE),
        lambda s, batch: s.done(s.supervisor, transfers.undo_batch, batch),
    ),
    "transfers.keep_rule": (
        lambda s: None,
        lambda s, _: s.done(s.supervisor, transfers.keep_rule, True, True, 20, seen_version=0),
    ),
    "transfers.keep_ceiling": (
        lambda s: s.worker,
        lambda s, worker: s.done(s.supervisor, transfers.keep_ceiling, worker.membership_id, 20),
    ),
    "transfers.request_transfer": (
        lambda s: s.accepted,
        lambda s, came: s.done(s.worker, transfers.request_transfer, came.pk),
    ),
    "transfers.prepare_transfer": (
        lambda s: makers.make_moving_case(s.worker, s.partner),
        lambda s, case: s.done(
            s.worker, transfers.prepare_transfer, case.pk, s.partner.agency_id, Draft(NOTE, frozenset({NAME}))
        ),
    ),
    "transfers.send_transfer": (
        lambda s: makers.make_prepared(s.worker, s.partner),
        lambda s, row: s.done(s.supervisor, transfers.send_transfer, row.pk, seen_version=row.version),
    ),
    "transfers.refuse_transfer": (
        lambda s: makers.make_prepared(s.worker, s.partner),
        lambda s, row: s.done(s.supervisor, transfers.refuse_transfer, row.pk, "other", seen_version=row.version),
    ),
    "transfers.withdraw_transfer": (
        lambda s: makers.make_prepared(s.worker, s.partner),
        lambda s, row: s.done(s.worker, transfers.withdraw_transfer, row.pk, seen_version=row.version),
    ),
    "transfers.accept_transfer": (
        lambda s: (_sent(s), make_case(s.partner, worker_id=s.partner.membership_id)),
        lambda s, made: s.done(
            s.partner,
            transfers.accept_transfer,
            made[0].pk,
            made[1].pk,
            s.partner.membership_id,
            seen_version=made[0].version,
        ),
    ),
    "transfers.decline_transfer": (
        lambda s: _sent(s),
        lambda s, row: s.done(s.partner, transfers.decline_transfer, row.pk, "no_place", seen_version=row.version),
    ),
}
