"""Deeds on insured periods, answers of the law and claims, one example of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from darna.domains.cases.tests.makers import make_case
from darna.domains.entitlements import actions as entitlements
from darna.domains.entitlements.tests import makers as law
from darna.kernel.clock import today
from tests.architecture.deeds.scene import Deed, Scene


def _asked_again(scene: Scene, _decision: Any) -> None:
    """A run under a law that came later."""
    with law.small_law(10):
        scene.done(scene.supervisor, entitlements.ask_again)


def _claimed(scene: Scene, decision: Any) -> None:
    """The bus, asked for."""
    with law.small_law():
        scene.done(scene.worker, entitlements.open_claim, decision.pk, "The school of Kasba Tadla")


def _marked(scene: Scene, claim: Any) -> None:
    """Every paper is there and every step was taken."""
    parts = scene.under(scene.worker.context, lambda: {part.pk for part in claim.parts.all()})
    scene.done(scene.worker, entitlements.mark_claim, claim.pk, parts, seen_version=1)


def _planned(scene: Scene, claim: Any) -> None:
    """The first part is done by the person, by a day."""
    part = scene.under(scene.worker.context, lambda: claim.parts.values_list("pk", flat=True)[0])
    told = (claim.pk, part, "person", today() + timedelta(days=3))
    scene.done(scene.worker, entitlements.plan_part, *told, seen_version=1)


def _by_hand(scene: Scene, case: Any) -> None:
    """The bus, asked for without an answer of the law."""
    with law.small_law():
        scene.done(scene.worker, entitlements.open_claim_by_hand, case.pk, law.QUESTION, "The school")


def _due(scene: Scene) -> Any:
    """A claim whose appeal has its last day within a week."""
    claim = law.make_claim(scene.worker, make_case(scene.worker, worker_id=scene.worker.membership_id).pk)
    told = (claim.pk, "refused", today(), "No seat.", today() + timedelta(days=6))
    return scene.done(scene.worker, entitlements.move_claim, *told, seen_version=1)


DEEDS: dict[str, Deed] = {
    "entitlements.add_period": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, entitlements.add_period, case.pk, law.make_period_draft(note="At the mill")),
    ),
    "entitlements.bring_periods": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, entitlements.bring_periods, case.pk, [law.make_period_draft()]),
    ),
    "entitlements.forget_told": (
        lambda s: law.make_told(s.worker, s.case.pk),
        lambda s, row: s.done(s.worker, entitlements.forget_told, row.case_id, seen_version=1),
    ),
    "entitlements.note_letter": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, entitlements.note_letter, case.pk, "FR"),
    ),
    "entitlements.change_period": (
        lambda s: law.make_amount(s.worker, s.case.pk),
        lambda s, row: s.done(
            s.worker, entitlements.change_period, row.pk, law.make_period_draft(country="IT"), seen_version=1
        ),
    ),
    "entitlements.remove_period": (
        lambda s: law.make_amount(s.worker, s.case.pk),
        lambda s, row: s.done(s.worker, entitlements.remove_period, row.pk, seen_version=1),
    ),
    "entitlements.save_decision": (
        lambda s: s.case,
        lambda s, case: law.make_decision(s.worker, case.pk),
    ),
    "entitlements.ask_again": (lambda s: law.make_decision(s.worker, s.case.pk), _asked_again),
    "entitlements.ask_all_again": (
        lambda s: law.make_decision(s.worker, s.case.pk),
        lambda s, _decision: s.done(s.supervisor, entitlements.ask_all_again),
    ),
    "entitlements.note_seen": (
        lambda s: law.make_changed(s.worker, s.supervisor, s.case.pk),
        lambda s, row: s.done(s.worker, entitlements.note_seen, row.pk, seen_version=1),
    ),
    "entitlements.open_claim": (lambda s: law.make_decision(s.worker, s.case.pk), _claimed),
    "entitlements.open_claim_by_hand": (lambda s: s.case, _by_hand),
    "entitlements.remind_of_claims": (_due, lambda s, _claim: s.done(s.worker, entitlements.remind_of_claims)),
    "entitlements.note_claim_letter": (
        lambda s: law.make_claim(s.worker, s.case.pk),
        lambda s, claim: s.done(s.worker, entitlements.note_claim_letter, claim.pk, "fr"),
    ),
    "entitlements.mark_claim": (lambda s: law.make_claim(s.worker, s.case.pk), _marked),
    "entitlements.add_step": (
        lambda s: law.make_claim(s.worker, s.case.pk),
        lambda s, claim: s.done(
            s.worker, entitlements.add_step, claim.pk, "Call the school", "house", today(), seen_version=1
        ),
    ),
    "entitlements.plan_part": (lambda s: law.make_claim(s.worker, s.case.pk), _planned),
    "entitlements.move_claim": (
        lambda s: law.make_claim(s.worker, s.case.pk),
        lambda s, claim: s.done(
            s.worker, entitlements.move_claim, claim.pk, "refused", today(), "No seat.", seen_version=1
        ),
    ),
}
