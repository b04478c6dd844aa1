"""What documents tell of a case about to be closed or taken back with its import."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import ngettext

from darna.base.agencies.actor import Actor
from darna.domains.cases.queries.elsewhere import open_elsewhere
from darna.domains.cases.registers.holding import held_elsewhere
from darna.domains.documents.models import Paper


def asked_in(cases: Collection[UUID]) -> set[UUID]:
    """The cases among these for which a paper was asked or kept. One query."""
    return {case_id for case_id in Paper.objects.filter(case_id__in=cases).values_list("case_id", flat=True) if case_id}


def papers_still_asked(actor: Actor, case_id: UUID) -> list[str]:
    """How many papers were asked for and never came, for whoever is about to close the case. One query."""
    count = Paper.objects.filter(agency_id=actor.agency_id, case_id=case_id, state=Paper.State.ASKED).count()
    if not count:
        return []
    said = ngettext(
        "%(count)s paper was asked for and has not come.", "%(count)s papers were asked for and have not come.", count
    )
    return [said % {"count": count}]


def listen() -> None:
    """Ask cases to tell."""
    held_elsewhere(asked_in)
    open_elsewhere(papers_still_asked)
