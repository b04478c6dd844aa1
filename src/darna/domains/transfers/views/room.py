"""The supervisor's room: the team against its ceilings, hand-overs, partners, and sharing several cases out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms as django_forms
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
from darna.base.lists.views.shown import Shown
from darna.base.pages.answering import DeskRequest, Page, explain
from darna.base.pages.listing import Cell, Tab, columns, key_in, key_of, page_number, pager, rows_of, sort_in
from darna.domains.cases.queries.workload import CaseChoice, cases_to_give, count_of_nobody
from darna.domains.transfers import actions, forms, queries, wording
from darna.domains.transfers.kinds import BY_ASKING, BY_NAME, BY_WAITING, HANDOVERS, PARTNERS, TEAM
from darna.domains.transfers.queries import handovers as of_handovers
from darna.domains.transfers.queries import partners as of_partners
from darna.domains.transfers.queries import sharing
from darna.domains.transfers.queries.sharing import MOST_AT_ONCE, TeamLine
from darna.domains.transfers.values import HandoverLine
from darna.domains.transfers.views.handing import answered, handover_url
from darna.kernel.errors import Invalid, NotFound, StaleVersion

#: Workers on a page.
SIZE = 50


@require_GET
@needs(Verb.SUPERVISE)
def team(request: DeskRequest) -> HttpResponse:
    """Who carries how much against their ceiling, what is late and what is silent; what waits for a decision."""
    shown = Shown(TEAM, request.GET, request.actor)
    words, waits = TEAM.cleaned(shown.asked), queries.day_lines(request.actor)
    lines = queries.team_of(request.actor, sort=words.get("sort", BY_NAME), only=words.get("only", ""))
    context = {
        **_short(shown, lines, forms.TeamFilterForm(shown.asked), sharing.SORTS, words.get("sort", BY_NAME)),
        "tabs": _tabs("room"),
        "unassigned": count_of_nobody(request.actor),
        "moving": waits,
    }
    return render(request, "transfers/room.html", context)


@require_GET
@needs(Verb.SUPERVISE)
def partners(request: DeskRequest) -> HttpResponse:
    """How long partners take to answer."""
    shown = Shown(PARTNERS, request.GET, request.actor)
    words = PARTNERS.cleaned(shown.asked)
    found = queries.partner_answers(request.actor, sort=words.get("sort", BY_WAITING), only=words.get("only", ""))
    context = {
        **_short(shown, found, forms.PartnerFilterForm(shown.asked), of_partners.SORTS, words.get("sort", BY_WAITING)),
        "tabs": _tabs("partners"),
        "days": of_partners.PERIOD_DAYS,
    }
    return render(request, "transfers/partners.html", context)


@require_GET
@needs(Verb.SUPERVISE)
def handovers(request: DeskRequest) -> HttpResponse:
    """The hand-overs of the agency, narrowed, sorted, fifty at a time; those of one batch where the address names it."""
    shown = Shown(HANDOVERS, request.GET, request.actor)
    asked, form = shown.asked, forms.HandoverFilterForm(shown.asked)
    sort, address = sort_in(asked, of_handovers.SORTS, BY_ASKING), shown.address
    state, batch = (form.cleaned_data["state"] if form.is_valid() else ""), key_in(asked, "batch")
    found = queries.handover_lines(request.actor, state=state, batch=batch, sort=sort, number=page_number(asked))
    context = {
        "tabs": _tabs("handovers"),
        "form": form,
        "found": found,
        "shown": shown,
        "columns": columns(shown.headings, sort, of_handovers.SORTS, address, newest_first=("asked",)),
        "rows": rows_of(found.lines, shown.columns, _CELLS),
        "pager": pager(found, found.number, address),
        "sort": sort,
        "batch": batch,
        "is_narrowed": bool(state or batch),
    }
    return render(request, "transfers/handovers.html", context)


@needs(Verb.SUPERVISE)
def rule(request: DeskRequest) -> HttpResponse:
    """Decide how cases move."""
    stored = queries.rule_to_keep(request.actor)
    initial = {
        "seen_version": stored.version,
        "workers_give": stored.workers_give,
        "needs_approval": stored.needs_approval,
        "ceiling": stored.ceiling,
    }
    form = forms.RuleForm(request.POST or None, initial=initial)
    page = _page(_("How cases move"), _("Save"), _("Saved. It holds from now on."))

    def act() -> Any:
        told = form.cleaned_data
        return actions.keep_rule(
            told["workers_give"], told["needs_approval"], told["ceiling"], seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


@needs(Verb.SUPERVISE)
def ceiling(request: DeskRequest, colleague_id: UUID) -> HttpResponse:
    """Decide how many cases one worker carries."""
    members = members_who_may(request.actor.agency_id, Verb.WRITE_CASE)
    if colleague_id not in members:
        raise NotFound("worker", colleague_id)
    stored = queries.ceilings_of(request.actor).get(colleague_id)
    form = forms.CeilingForm(request.POST or None, initial={"most": stored})
    page = _page(_("Ceiling of one worker"), _("Save"), _("Saved. It holds from now on."), members[colleague_id])
    return answered(
        request, form, page, lambda: actions.keep_ceiling(colleague_id, form.cleaned_data["most"], by=request.actor)
    )


@needs(Verb.ASSIGN_CASE)
def share_out(request: DeskRequest) -> HttpResponse:
    """Choose cases of a worker, or nobody's; see who would get which; give them with one note."""
    actor, giver = request.actor, key_in(request.GET, "of")
    workers = members_who_may(actor.agency_id, Verb.WRITE_CASE)
    others = {key: name for key, name in workers.items() if key != giver}
    form = forms.ShareForm(request.POST or None, workers=others)
    shown = {"form": form, "giver": workers.get(giver, "") if giver else "", "most": MOST_AT_ONCE}
    shown["cases"] = cases = cases_to_give(actor, giver, limit=MOST_AT_ONCE)
    if request.method != "POST":
        return render(request, "transfers/share_out.html", shown)
    chosen = _chosen(request)
    shown["chosen"] = set(chosen)
    if not form.is_valid() or not chosen:
        if form.is_valid():
            form.add_error(None, wording.sentence("nothing_chosen"))
        return render(request, "transfers/share_out.html", shown, status=422)
    plan = _plan(request, form, chosen, giver)
    if "give" not in request.POST:
        shown["plan"] = list(_planned(cases, plan, chosen, workers))
        return render(request, "transfers/share_out.html", shown)
    given = {
        case: (chosen[case][0], chosen[case][1] or plan[case]) for case in chosen if chosen[case][1] or case in plan
    }
    try:
        batch = actions.share_out(given, form.cleaned_data["note"], by=actor)
    except Invalid as problem:
        explain(form, problem, say=wording.sentence)
        return render(request, "transfers/share_out.html", shown, status=422)
    except StaleVersion:
        return render(request, "transfers/share_out.html", {**shown, "is_stale": True}, status=409)
    said = ngettext("%(count)s case was given.", "%(count)s cases were given.", len(given)) % {"count": len(given)}
    messages.success(request, said)
    return HttpResponseRedirect(f"{reverse('transfers:handovers')}?batch={batch}")


@needs(Verb.ASSIGN_CASE)
def undo_batch(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    """Take back what of a batch nobody took on yet."""
    if not queries.handover_lines(request.actor, batch=batch_id).lines:
        raise NotFound("batch", batch_id)
    form = django_forms.Form(request.POST if request.method == "POST" else None)
    page = Page(
        _("Take these cases back?"),
        _("Take them back"),
        _("The cases that nobody took on yet are with their earlier worker again."),
        f"{reverse('transfers:handovers')}?batch={batch_id}",
        _("Back to the hand-overs"),
        lead=_("Whoever had them has them again. Cases whose note was read stay where they are."),
    )
    return answered(request, form, page, lambda: actions.undo_batch(batch_id, by=request.actor))


def _tabs(here: str) -> list[Tab]:
    names = (("room", _("Team")), ("handovers", _("Hand-overs")), ("partners", _("Answers of partners")))
    return [Tab(label, reverse(f"transfers:{name}"), is_current=name == here) for name, label in names]


def _short(
    shown: Shown, lines: Sequence[Any], form: django_forms.Form, sorts: Collection[str], sort: str
) -> dict[str, Any]:
    """A page of a list that is read at once."""
    number, address = page_number(shown.asked), shown.address
    start = (number - 1) * SIZE
    return {
        "form": form,
        "shown": shown,
        "columns": columns([(one.label, one.code) for one in shown.kind.columns], sort, sorts, address),
        "lines": lines[start : start + SIZE],
        "next_url": address(page=number + 1) if len(lines) > start + SIZE else "",
        "sort": sort,
        "is_narrowed": any(shown.asked.get(name) for name in form.fields),
    }


def _page(title: Any, button: Any, said: Any, kicker: str = "") -> Page:
    return Page(title, button, said, reverse("transfers:room"), _("Back to the supervisor's room"), kicker)


_CELLS: Final[Mapping[str, Callable[[HandoverLine], Cell]]] = {
    "person": lambda line: (("link", handover_url(line.id), line.person_name or line.reference),),
    "from": lambda line: (("text", line.from_worker) if line.from_worker else ("muted", "–"),),
    "to": lambda line: (("text", line.to_worker),),
    "state": lambda line: (("tag", line.tag_kind, line.state_label),),
    "asked": lambda line: (("day", line.asked_at),),
}


def _chosen(request: DeskRequest) -> dict[UUID, tuple[int, UUID | None]]:
    """Each case ticked, with the version it was seen in and, after the preview, its worker; the rest is left out."""
    chosen: dict[UUID, tuple[int, UUID | None]] = {}
    for told in request.POST.getlist("case")[: MOST_AT_ONCE + 1]:
        case, _sign, rest = told.partition(":")
        version, _sign, worker = rest.partition(":")
        key = key_of(case)
        if key is not None and version.isascii() and version.isdigit() and len(version) < 9:
            chosen[key] = (int(version), key_of(worker))
    return chosen


def _plan(
    request: DeskRequest, form: forms.ShareForm, chosen: dict[UUID, tuple[int, UUID | None]], giver: UUID | None
) -> dict[UUID, UUID]:
    team: tuple[TeamLine, ...] = () if form.worker_id else queries.team_of(request.actor)
    return queries.plan_of(list(chosen), team, to=form.worker_id, giver=giver)


def _planned(
    cases: Iterable[CaseChoice],
    plan: dict[UUID, UUID],
    chosen: dict[UUID, tuple[int, UUID | None]],
    workers: dict[UUID, str],
) -> Iterator[dict[str, Any]]:
    for case in cases:
        if case.id in plan:
            told = f"{case.id}:{chosen[case.id][0]}:{plan[case.id]}"
            yield {"case": case, "worker": workers.get(plan[case.id], ""), "told": told}
