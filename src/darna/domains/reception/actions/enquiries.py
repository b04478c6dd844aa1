"""Counting a question that was answered without a file."""

from __future__ import annotations

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.editing import require_code
from darna.domains.reception.identifying import what_it_tells
from darna.domains.reception.models import Enquiry
from darna.domains.reception.values import EnquiryDraft
from darna.kernel.clock import today
from darna.kernel.errors import Invalid

MOST_SIGNS = 160


@transaction.atomic
def note_enquiry(draft: EnquiryDraft, *, by: Actor) -> Enquiry:
    """Count a question of somebody who is not asked who they are. Raises: Refused; Invalid, also for words that tell who."""
    by.require(Verb.RECEIVE)
    require_code("reason", draft.reason, "need_type")
    require_code("answer", draft.answer, "enquiry_answer")
    if draft.language:
        require_code("language", draft.language, "language")
    if draft.origin:
        require_code("origin", draft.origin, "enquiry_origin")
    note = " ".join(draft.note.split())
    if len(note) > MOST_SIGNS:
        raise Invalid("note", "too_long", most=MOST_SIGNS)
    if problem := what_it_tells(note):
        raise Invalid("note", problem)
    enquiry = Enquiry.objects.create(
        agency_id=by.agency_id,
        day=today(),
        reason=draft.reason,
        answer=draft.answer,
        language=draft.language,
        origin=draft.origin,
        note=note,
    )
    record("enquiry.counted", subject=enquiry, detail={"reason": enquiry.reason, "answer": enquiry.answer})
    return enquiry
