"""Complaints in numbers for those who answer for the agency, and what the agency decided."""

from __future__ import annotations

from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Verb
from darna.domains.complaints import access
from darna.domains.complaints.choices import KIND_NAMES, OUTCOME_NAMES, STATE_NAMES
from darna.domains.complaints.values import Count, DeskSettings


def complaint_counts(actor: Actor) -> tuple[Count, ...]:
    """How many complaints about the agency, by kind, state and outcome; nothing else of them. One query. Raises: Refused."""
    actor.require(Verb.COUNT_COMPLAINTS)
    with connection.cursor() as cursor:
        cursor.execute("select kind, state, outcome, counted, overdue, unread, median_days from sec.complaint_counts()")
        rows = cursor.fetchall()
    return tuple(
        Count(str(KIND_NAMES[kind]), str(STATE_NAMES[state]), str(OUTCOME_NAMES.get(outcome, "")), *rest)
        for kind, state, outcome, *rest in rows
    )


def desk_settings(actor: Actor) -> DeskSettings:
    """What the agency decided about complaints. One query. Raises: Refused."""
    row = access.desk_of(actor)
    if row is None:
        return DeskSettings()
    days = (row.acknowledges_days, row.answers_days, row.urgent_days, row.kept_days)
    return DeskSettings(row.is_open, *days, row.overseer_id, row.version)
