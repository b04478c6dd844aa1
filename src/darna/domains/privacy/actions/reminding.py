"""The morning's letter to the officers: how many requests are due or late, and nothing else."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import connection, transaction

from darna.base.agencies.queries import accounts_who_may
from darna.base.agencies.roles import Verb
from darna.base.audit.actions import record
from darna.base.messages.quiet import tell_quietly

#: A request stands in the letter so many days before its day.
AHEAD_DAYS: Final = 3


@transaction.atomic
def remind_of_requests(agency_id: UUID) -> int:
    """Write to the agency's officers where requests are due; how many are. Run by a job in the agency's context."""
    with connection.cursor() as cursor:
        cursor.execute("select due, late from sec.requests_due(%s)", [AHEAD_DAYS])
        due, late = cursor.fetchone()
    if due or late:
        officers = accounts_who_may(agency_id, Verb.KEEP_PRIVACY)
        tell_quietly(officers, "privacy/letters/requests.txt", due=due, late=late)
        record("request.reminded", subject=("privacy.personrequest", None), detail={"due": due, "late": late})
    return int(due + late)
