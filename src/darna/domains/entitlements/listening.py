"""What entitlements tell of a case about to be closed or taken back with its import, and in a file's timeline."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language, gettext

from darna.base.agencies.actor import Actor
from darna.domains.cases.queries.elsewhere import open_elsewhere, told_elsewhere
from darna.domains.cases.registers.holding import held_elsewhere
from darna.domains.entitlements.models import Claim, Decision, InsurancePeriod, ToldFacts
from darna.domains.entitlements.models.claims import PURSUED
from darna.domains.entitlements.queries.happenings import claims_in_timeline
from darna.domains.people.queries.unfinished import unfinished
from darna.kernel.clock import today


def asked_in(cases: Collection[UUID]) -> set[UUID]:
    """The cases among these in which somebody asked the law. Four queries."""
    return {
        case_id
        for model in (InsurancePeriod, ToldFacts, Decision, Claim)
        for case_id in model._default_manager.filter(case_id__in=cases).values_list("case_id", flat=True)
    }


def claims_left_open(actor: Actor, case_id: UUID) -> list[str]:
    """The claims still pursued, in a sentence each, for whoever is about to close the case. One query."""
    rows = list(
        Claim.objects.filter(agency_id=actor.agency_id, case_id=case_id, state__in=PURSUED).order_by("opened_on")
    )
    if not rows:
        return []
    # Read where a claim is open: nobody waits for the law while a program starts.
    from darna.domains.entitlements import asking
    from darna.domains.entitlements.law import law_in_force

    known, language = law_in_force().book, (get_language() or "fr")[:2]
    said = gettext("A claim is still pursued: %(right)s. Say what came of it.")
    return [said % {"right": asking.title_of(row.right, known, language)} for row in rows]


def pursued_now(persons: Collection[UUID]) -> set[UUID]:
    """Those among these with a claim that is pursued, or refused and still to be appealed in time. One query."""
    may_move = Q(state__in=PURSUED) | Q(state=Claim.State.REFUSED, due_on__gte=today())
    return set(Claim.objects.filter(may_move, person_id__in=persons).values_list("person_id", flat=True))


def listen() -> None:
    """Ask cases to tell."""
    held_elsewhere(asked_in)
    open_elsewhere(claims_left_open)
    told_elsewhere(claims_in_timeline)
    unfinished(pursued_now)
