"""The first page of the day: what is due, what waits, whom one met lately, and whether the machine works."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from procrastinate.contrib.django.models import ProcrastinateWorker

from darna.base.agencies.actor import Actor
from darna.base.agencies.decorators import signed_in
from darna.base.agencies.roles import Verb
from darna.base.audit.recent import recently_opened
from darna.base.pages.answering import DeskRequest
from darna.base.prepared import INSTANT, Prepared
from darna.domains.asking.queries import waiting_questions
from darna.domains.cases.queries import open_tasks
from darna.domains.cases.queries.daily import quiet_cases
from darna.domains.closing.queries import day_lines
from darna.domains.complaints.queries import waiting_complaints
from darna.domains.documents.queries import expiring_papers
from darna.domains.entitlements.queries import due_claims
from darna.domains.links.queries import links_today
from darna.domains.matches.queries import waiting_count
from darna.domains.people.queries import lines_for
from darna.domains.people.queries.daily import ending_consents, open_pair_count
from darna.domains.planning import queries as planning
from darna.domains.privacy.queries import day_lines as privacy_lines
from darna.domains.referrals.queries import today_lines
from darna.domains.retention.queries import day_lines as keeping_lines
from darna.domains.safeguarding.queries import today_part
from darna.domains.transfers.queries import day_lines as moving_lines
from darna.faces.desk.drafting import drafts_waiting
from darna.kernel.clock import now, today

#: Rows of each list; the rest is behind a link.
SHOWN = 8
QUIET_DAYS = 60
ENDING_DAYS = 30
#: A worker without a heartbeat for so long has stopped.
ALIVE_SECONDS = 60
_BEATING = Prepared(
    lambda since: ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).order_by().values_list("id")[:1],
    since=INSTANT,
)


@signed_in
@require_http_methods(["GET", "HEAD"])
def today_page(request: DeskRequest) -> HttpResponse:
    """What waits for the actor; at most twenty-three queries, whatever waits."""
    actor = request.actor
    context: dict[str, Any] = {"is_worker_alive": is_worker_alive(), "today": today()}
    if actor.may(Verb.ANSWER_COMPLAINTS):
        context["complaints"], context["complaints_late"], context["complaints_urgent"] = waiting_complaints(actor)
    if actor.may(Verb.OPEN_FILE):
        context |= _of_persons(actor)
    else:
        context["may"] = [verb.label for verb in Verb if actor.may(verb)]
    return render(request, "desk/today.html", context)


def is_worker_alive() -> bool:
    """Whether background work goes on. One query."""
    since = now() - timedelta(seconds=ALIVE_SECONDS)
    return bool(_BEATING.rows(since=since))


def _of_persons(actor: Actor) -> dict[str, Any]:
    tasks = open_tasks(actor, limit=SHOWN + 1)
    claims = due_claims(actor, limit=SHOWN + 1)
    quiet = quiet_cases(actor, days=QUIET_DAYS, limit=SHOWN + 1)
    recent = recently_opened(actor, limit=SHOWN)
    lines = lines_for(actor, recent) if recent else {}
    asked, young = waiting_questions(actor) if actor.may(Verb.ANSWER_QUESTIONS) else (0, 0)
    return {
        "meets_persons": True,
        "planned": planning.today_lines(actor),
        "closings": day_lines(actor),
        "moving": moving_lines(actor),
        "privacy": privacy_lines(actor),
        "keeping": keeping_lines(actor),
        "matches_waiting": waiting_count(actor),
        "safeguarding": today_part(actor),
        "papers": expiring_papers(actor),
        "drafts": drafts_waiting(actor),
        "referrals": today_lines(actor, limit=SHOWN),
        "links": links_today(actor, limit=SHOWN),
        "asked": asked,
        "asked_young": young,
        "tasks": tasks[:SHOWN],
        "has_more_tasks": len(tasks) > SHOWN,
        "claims": claims[:SHOWN],
        "has_more_claims": len(claims) > SHOWN,
        "quiet": quiet[:SHOWN],
        "has_more_quiet": len(quiet) > SHOWN,
        "quiet_days": QUIET_DAYS,
        "pairs": open_pair_count(actor) if actor.may(Verb.EDIT_PERSON) else 0,
        "ending": ending_consents(actor, days=ENDING_DAYS, limit=SHOWN) if actor.may(Verb.RECORD_CONSENT) else [],
        "recent": [lines[key] for key in recent if key in lines],
    }
