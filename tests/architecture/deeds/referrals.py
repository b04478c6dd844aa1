"""Deeds on referrals, one example of each."""

from __future__ import annotations

from datetime import timedelta

from darna.domains.referrals import actions as referrals
from darna.domains.referrals import queries as referrals_seen
from darna.domains.referrals.tests.makers import SUMMARY, make_service
from darna.domains.referrals.values import NAME, Draft, Question
from darna.kernel.clock import today
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "referrals.begin_referral": (
        lambda s: (s.need, make_service(s.partner.agency_id, "Shelter")),
        lambda s, made: s.done(s.worker, referrals.begin_referral, made[0].pk, made[1]),
    ),
    "referrals.write_draft": (
        lambda s: s.draft,
        lambda s, draft: s.done(
            s.worker,
            referrals.write_draft,
            draft.pk,
            Question("assessment", "immediate", today()),
            Draft(SUMMARY, frozenset({NAME})),
            seen_version=draft.version,
        ),
    ),
    "referrals.drop_draft": (
        lambda s: s.draft,
        lambda s, draft: s.done(s.worker, referrals.drop_draft, draft.pk, seen_version=draft.version),
    ),
    "referrals.send_referral": (
        lambda s: (s.draft, s.under(s.worker.context, referrals_seen.preview, s.worker, s.draft.pk).mark),
        lambda s, made: s.done(
            s.worker, referrals.send_referral, made[0].pk, seen_version=made[0].version, seen_mark=made[1]
        ),
    ),
    "referrals.open_referral": (
        lambda s: s.sent,
        lambda s, sent: s.done(s.partner, referrals.open_referral, sent.pk),
    ),
    "referrals.assign_referral": (
        lambda s: s.received,
        lambda s, came: s.done(s.worker, referrals.assign_referral, came.pk, s.worker.membership_id, seen_version=2),
    ),
    "referrals.accept_referral": (
        lambda s: s.received,
        lambda s, came: s.done(s.worker, referrals.accept_referral, came.pk, "Come.", seen_version=came.version),
    ),
    "referrals.decline_referral": (
        lambda s: s.received,
        lambda s, came: s.done(
            s.worker, referrals.decline_referral, came.pk, "no_place", "Full.", seen_version=came.version
        ),
    ),
    "referrals.forward_referral": (
        lambda s: (s.received, make_service(s.worker.agency_id, "Housing")),
        lambda s, made: s.done(s.worker, referrals.forward_referral, made[0].pk, made[1], seen_version=made[0].version),
    ),
    "referrals.link_case": (
        lambda s: (s.accepted, s.case),
        lambda s, made: s.done(s.worker, referrals.link_case, made[0].pk, made[1].pk),
    ),
    "referrals.complete_referral": (
        lambda s: s.accepted,
        lambda s, came: s.done(s.worker, referrals.complete_referral, came.pk, seen_version=came.version),
    ),
    "referrals.end_without_result": (
        lambda s: s.accepted,
        lambda s, came: s.done(
            s.worker, referrals.end_without_result, came.pk, "did_not_come", seen_version=came.version
        ),
    ),
    "referrals.cancel_referral": (
        lambda s: s.sent,
        lambda s, sent: s.done(s.worker, referrals.cancel_referral, sent.pk, "changed_mind", seen_version=sent.version),
    ),
    "referrals.expire_referrals": (
        lambda s: s.sent,
        lambda s, sent: s.under(
            s.worker.job_context,
            referrals.expire_referrals,
            s.worker.agency_id,
            on=sent.due_on + timedelta(days=60),
        ),
    ),
    "referrals.remind_of_referrals": (
        lambda s: s.received,
        lambda s, came: s.under(
            s.worker.job_context,
            referrals.remind_of_referrals,
            s.worker.agency_id,
            on=came.due_on + timedelta(days=1),
        ),
    ),
}
