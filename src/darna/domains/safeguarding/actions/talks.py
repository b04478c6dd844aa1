"""A conversation with a child who may leave, and what the child chose among the offers."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.codelists.queries import has
from darna.base.editing import optional_text, require_codes
from darna.base.keys.queries import cipher_of
from darna.domains.safeguarding import access
from darna.domains.safeguarding.actions.procedures import told
from darna.domains.safeguarding.models import Talk
from darna.domains.safeguarding.sealed import ANSWERS
from darna.kernel.clock import today
from darna.kernel.errors import Invalid

MOST_LETTERS = 4000


@transaction.atomic
def write_talk(case_id: UUID, answers: Mapping[str, str], offers: Collection[str], *, by: Actor) -> Talk:
    """Write down a conversation, sealed as a whole, and the support the child chose; at least one offer is made.

    Shape: answers are question → the child's words; empty ones are left out. Raises: Refused, NotFound, Invalid.
    """
    case = access.case_to_write(by, case_id)
    kept = {
        question: optional_text(question, words, most=MOST_LETTERS)
        for question, words in answers.items()
        if words.strip() and has("departure_question", question)
    }
    if not offers:
        raise Invalid("offers", "offer_something")
    chosen = list(dict.fromkeys(offers))
    require_codes("offers", chosen, "support_offer")
    cipher = cipher_of(case.person_id)
    talk = Talk.objects.create(
        agency_id=case.agency_id,
        case_id=case.pk,
        person_id=case.person_id,
        held_on=today(),
        held_by=by.membership_id,
        offers=chosen,
        sealed_answers=cipher.seal(json.dumps(kept, ensure_ascii=False, sort_keys=True), field=ANSWERS),
    )
    # What was said is in the sealed row alone; the trail says that there was a conversation, and what was offered.
    record("talk.written", subject=talk, detail=told(case, offers=chosen), cipher=cipher)
    return talk
