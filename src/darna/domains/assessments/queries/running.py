"""Stored answers opened, and what they may depend on beside themselves."""

from __future__ import annotations

import json
from zoneinfo import ZoneInfo

from darna.base.agencies.actor import Actor
from darna.base.keys.sealing import PersonCipher
from darna.domains.assessments.models import Questionnaire
from darna.domains.assessments.sealed import ANSWERS
from darna.kernel.clock import CASABLANCA, now
from darna.methods.xlsform import Answers, Circumstances


def opened(row: Questionnaire, cipher: PersonCipher) -> Answers:
    """The answers of a questionnaire; nothing where they were erased."""
    text = cipher.open(row.sealed_answers, field=ANSWERS) if row.sealed_answers else ""
    found: Answers = json.loads(text) if text else {}
    return found


def circumstances(actor: Actor, row: Questionnaire | None = None) -> Circumstances:
    """The instant on the clock of the house, and who writes; a completed one stays in the instant of its end."""
    clock = ZoneInfo(CASABLANCA)
    instant = (row.completed_at if row and row.completed_at else now()).astimezone(clock).replace(tzinfo=None)
    begun = row.begun_at.astimezone(clock).replace(tzinfo=None).isoformat(timespec="minutes") if row else ""
    return Circumstances(instant, actor.name, begun)
