"""Requests about the data of fictional persons, entries of a register, an emergency."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.privacy.values import ProcessingDraft, RequestDraft
from darna.kernel.clock import today

WORDS = "The year of my birth is wrong."


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def request_draft(kind: str = "copy", **told: Any) -> RequestDraft:
    """What somebody at the desk takes down."""
    usual: dict[str, Any] = {"received_on": today(), "way": "desk", "asked_by": "self", "language": "fr"}
    if kind in {"rectification", "objection"}:
        usual["words"] = WORDS
    if kind == "objection":
        usual["purposes"] = ("sharing_with_partner",)
    return RequestDraft(kind, **{**usual, **told})


def make_request(by: Actor, person_id: UUID, kind: str = "copy", **told: Any) -> Any:
    """A request that came in."""
    from darna.domains.privacy import actions

    return done(by, actions.take_request, person_id, request_draft(kind, **told))


def make_in_hand(officer: Actor, person_id: UUID, kind: str = "copy", **told: Any) -> Any:
    """A request of somebody who is known."""
    from darna.domains.privacy import actions

    row = make_request(officer, person_id, kind, **told)
    return done(officer, actions.take_in_hand, row.pk, "paper", seen_version=1)


def make_refused(officer: Actor, person_id: UUID, kind: str = "erasure") -> Any:
    """A request that was refused, with the reason."""
    from darna.domains.privacy import actions

    row = make_in_hand(officer, person_id, kind)
    return done(officer, actions.decide_request, row.pk, "refused", "A court keeps it.", seen_version=row.version)


def processing_draft(**told: Any) -> ProcessingDraft:
    """Something an agency does on paper."""
    usual: dict[str, Any] = {
        "name": "Paper register of the reception",
        "purpose": "Know who came.",
        "ground": "public",
        "persons": ("visitors",),
        "categories": ("identity",),
        "formality": "none",
        "review_on": today() + timedelta(days=365),
    }
    return ProcessingDraft(**{**usual, **told})


def make_processing(officer: Actor, **told: Any) -> Any:
    """An entry of the register."""
    from darna.domains.privacy import actions

    return done(officer, actions.add_processing, processing_draft(**told))


def make_erased(officer: Actor, person_id: UUID) -> Any:
    """The certificate of somebody who asked to be erased."""
    from darna.domains.people.queries import references_of
    from darna.domains.privacy import actions

    row = make_in_hand(officer, person_id, "erasure")
    with acting(officer.context):
        reference = references_of([person_id])[person_id]
        return actions.erase_on_request(row.pk, reference, seen_version=row.version, by=officer)


def a_section() -> str:
    """A part of the copy."""
    from darna.domains.privacy import copying

    return copying.sections()[-1].code
