"""Deeds of data protection, one example of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from darna.domains.privacy import actions as privacy
from darna.domains.privacy.tests import makers
from darna.domains.privacy.values import Clocks, SafeguardDraft
from darna.kernel.clock import today
from tests.architecture.deeds.scene import Deed, Scene


def _in_hand(kind: str) -> Any:
    return lambda s: makers.make_in_hand(s.officer, s.person, kind)


def _given(scene: Scene) -> Any:
    row = makers.make_in_hand(scene.officer, scene.person, "rectification")
    worker = scene.worker.membership_id
    return scene.done(scene.officer, privacy.ask_correction, row.pk, worker, seen_version=row.version)


def _late(scene: Scene) -> Any:
    day = today() - timedelta(days=60)
    return makers.make_request(scene.worker, scene.person, received_on=day)


def _used(scene: Scene) -> Any:
    row = makers.make_processing(scene.officer)
    return scene.done(scene.officer, privacy.use_processing, row.pk, since=today(), seen_version=1)


def _remind(scene: Scene, agency: UUID) -> None:
    scene.under(scene.worker.job_context, privacy.remind_of_requests, agency)


DEEDS: dict[str, Deed] = {
    "privacy.take_request": (
        lambda s: s.person,
        lambda s, who: s.done(s.worker, privacy.take_request, who, makers.request_draft("objection")),
    ),
    "privacy.set_clocks": (
        lambda s: None,
        lambda s, _: s.done(s.officer, privacy.set_clocks, Clocks(20, 10, 10, 20), seen_version=0),
    ),
    "privacy.take_in_hand": (
        lambda s: makers.make_request(s.worker, s.person),
        lambda s, row: s.done(s.officer, privacy.take_in_hand, row.pk, "paper", seen_version=1),
    ),
    "privacy.extend_request": (
        _in_hand("copy"),
        lambda s, row: s.done(
            s.officer, privacy.extend_request, row.pk, row.due_on + timedelta(days=20), "Many papers.", seen_version=2
        ),
    ),
    "privacy.ask_correction": (
        _in_hand("rectification"),
        lambda s, row: s.done(
            s.officer, privacy.ask_correction, row.pk, s.worker.membership_id, seen_version=row.version
        ),
    ),
    "privacy.note_correction": (
        _given,
        lambda s, row: s.done(s.worker, privacy.note_correction, row.pk, seen_version=row.version),
    ),
    # With a consent, whose end belongs to the same sentence.
    "privacy.decide_request": (
        _in_hand("objection"),
        lambda s, row: s.done(
            s.officer, privacy.decide_request, row.pk, "granted", "It is ended.", seen_version=row.version
        ),
    ),
    "privacy.withdraw_request": (
        lambda s: makers.make_request(s.worker, s.person),
        lambda s, row: s.done(s.worker, privacy.withdraw_request, row.pk, seen_version=1),
    ),
    "privacy.note_told": (
        lambda s: makers.make_refused(s.officer, s.person),
        lambda s, row: s.done(s.officer, privacy.note_told, row.pk, "letter", on=today(), seen_version=row.version),
    ),
    "privacy.erase_on_request": (
        _in_hand("erasure"),
        lambda s, row: s.done(
            s.officer, privacy.erase_on_request, row.pk, s.reference(row.person_id), seen_version=row.version
        ),
    ),
    "privacy.note_copies_end": (
        lambda s: makers.make_erased(s.officer, s.person),
        lambda s, row: s.done(s.officer, privacy.note_copies_end, row.pk, today(), seen_version=1),
    ),
    "privacy.copy_for_person": (
        _in_hand("copy"),
        lambda s, row: s.done(
            s.officer,
            privacy.copy_for_person,
            row.pk,
            "json",
            leave_out=(makers.a_section(),),
            seen_version=row.version,
        ),
    ),
    "privacy.begin_register": (lambda s: None, lambda s, _: s.done(s.officer, privacy.begin_register)),
    "privacy.add_processing": (
        lambda s: None,
        lambda s, _: s.done(s.officer, privacy.add_processing, makers.processing_draft()),
    ),
    "privacy.change_processing": (
        lambda s: makers.make_processing(s.officer),
        lambda s, row: s.done(
            s.officer,
            privacy.change_processing,
            row.pk,
            makers.processing_draft(name="Paper register", kept="A year."),
            seen_version=1,
        ),
    ),
    "privacy.use_processing": (
        lambda s: makers.make_processing(s.officer),
        lambda s, row: s.done(s.officer, privacy.use_processing, row.pk, since=today(), seen_version=1),
    ),
    "privacy.end_processing": (
        _used,
        lambda s, row: s.done(s.officer, privacy.end_processing, row.pk, on=today(), seen_version=2),
    ),
    "privacy.keep_safeguard": (
        lambda s: uuid4(),
        lambda s, who: s.done(
            s.officer, privacy.keep_safeguard, who, "IT", SafeguardDraft("explicit_consent", "D-1/2026"), seen_version=0
        ),
    ),
    "privacy.remind_of_requests": (lambda s: _late(s).agency_id, _remind),
}
