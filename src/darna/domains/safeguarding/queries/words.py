"""Opening sealed texts for those who read notes, and how much of a clock is left in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext, ngettext

from darna.base.agencies.actor import Actor
from darna.base.keys.queries import ciphers_of
from darna.base.keys.sealing import PersonCipher
from darna.domains.cases import access as of_cases
from darna.kernel.clock import now

if TYPE_CHECKING:
    from darna.domains.cases.models import Case


def reader(actor: Actor, case: Case) -> PersonCipher | None:
    """The key of the case's words, for those who read notes. One query, or none."""
    return ciphers_of([case.person_id]).get(case.person_id) if of_cases.may_read_narrative(actor, case) else None


def opened(cipher: PersonCipher | None, sealed: bytes | memoryview, place: str) -> str:
    """The text behind a sealed value, empty for somebody who holds no cipher."""
    return cipher.open(sealed, field=place) if cipher and bytes(sealed) else ""


def name_in(names: dict[UUID, str], member: UUID | None) -> str:
    """The name of a member, empty for nobody."""
    return names.get(member, "") if member else ""


def time_left(due_at: datetime) -> tuple[str, bool]:
    """How much of a clock is left, in words of hours, and whether it ran out."""
    minutes = int((due_at - now()).total_seconds() // 60)
    hours = abs(minutes) // 60
    if minutes < 0:
        told = ngettext("late by %(hours)s hour", "late by %(hours)s hours", hours) if hours else gettext("late")
        return (told % {"hours": hours} if hours else told), True
    if not hours:
        return gettext("less than an hour left"), False
    return ngettext("%(hours)s hour left", "%(hours)s hours left", hours) % {"hours": hours}, False
