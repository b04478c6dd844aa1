"""The supervisor's pages: the workload of the team, and giving cases to somebody else."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Column, page_number
from darna.domains.planning import actions, forms, queries, wording
from darna.domains.planning.actions.reassigning import MOST_AT_ONCE
from darna.domains.planning.views.answering import explain
from darna.kernel.errors import Invalid, StaleVersion

_COLUMNS = (
    Column(_("Worker")),
    Column(_("Open cases"), is_number=True),
    Column(_("By programme, against the ceiling")),
    Column(_("Tasks overdue"), is_number=True),
    Column(_("Files without contact"), is_number=True),
)


@require_GET
@needs(Verb.SUPERVISE)
def workload(request: DeskRequest) -> HttpResponse:
    """Who carries how much, what is late or silent, what waits for approval, what is nobody's."""
    values = {"load": queries.workload_of(request.actor, page_number(request.GET)), "columns": _COLUMNS}
    return render(request, "planning/workload.html", values)


@needs(Verb.ASSIGN_CASE)
def reassign(request: DeskRequest) -> HttpResponse:
    """Choose cases of a worker, or nobody's, and give them to somebody else."""
    form = forms.GiveForm(request.POST or None, workers=members_who_may(request.actor.agency_id, Verb.WRITE_CASE))
    if request.method != "POST":
        return _page(request, form)
    chosen = _chosen(request)
    if not form.is_valid():
        return _page(request, form, chosen=chosen, status=422)
    try:
        count = actions.reassign_cases(chosen, form.worker_id, by=request.actor)
    except Invalid as problem:
        explain(form, problem)
        return _page(request, form, chosen=chosen, status=422)
    except StaleVersion:
        return _page(request, form, chosen=chosen, status=409)
    said = ngettext("%(count)s case was given.", "%(count)s cases were given.", count) % {"count": count}
    messages.success(request, said)
    return HttpResponseRedirect(reverse("planning:workload"))


def _page(
    request: DeskRequest, form: forms.GiveForm, *, chosen: dict[UUID, int] | None = None, status: int = 200
) -> HttpResponse:
    worker, programme = _worker(request), request.GET.get("programme", "")
    workers = members_who_may(request.actor.agency_id, Verb.WRITE_CASE)
    values = {
        "form": form,
        "cases": queries.cases_to_reassign(request.actor, worker, programme=programme),
        "name": workers.get(worker, "") if worker else "",
        "worker": worker,
        "programme": label("programme", programme) if programme else "",
        "chosen": set(chosen or ()),
        "most": MOST_AT_ONCE,
        "is_stale": status == 409,
        "nothing_chosen": wording.sentence("nothing_chosen"),
    }
    return render(request, "planning/reassign.html", values, status=status)


def _worker(request: DeskRequest) -> UUID | None:
    """Whose cases are shown; nobody's where the address names nobody."""
    try:
        return UUID(request.GET.get("of", ""))
    except ValueError:
        return None


def _chosen(request: DeskRequest) -> dict[UUID, int]:
    """The boxes ticked, each a case and the version it was seen in; what is no such thing is left out."""
    chosen: dict[UUID, int] = {}
    for told in request.POST.getlist("case")[: MOST_AT_ONCE + 1]:
        key, _sign, version = told.partition(":")
        try:
            chosen[UUID(key)] = int(version)
        except ValueError:
            continue
    return chosen
