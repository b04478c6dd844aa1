"""Pages of the case itself: the list, opening, planning, assigning, closing, reopening."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.actor import Actor
from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.cases import actions, forms, queries
from darna.domains.cases.queries.elsewhere import closes_otherwise, open_elsewhere
from darna.domains.cases.values import CaseBlock, CaseBrief
from darna.domains.cases.views.answering import answered, require_right, to_file
from darna.domains.cases.views.listing import list_context
from darna.domains.people.access import own_persons_of
from darna.kernel.errors import NotFound


@require_GET
@needs(Verb.OPEN_FILE)
def case_list(request: DeskRequest) -> HttpResponse:
    """The cases the actor may see, narrowed, sorted, fifty at a time."""
    return render(request, "cases/list.html", list_context(request))


@require_GET
@needs(Verb.OPEN_FILE)
def show_case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """A case is shown on its person's file."""
    case = queries.case_brief(request.actor, case_id)
    return to_file(case.person_id, case.id)


@needs(Verb.OPEN_CASE)
def open_case(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Open a case for a person of the agency."""
    actor = request.actor
    if not own_persons_of(actor).filter(pk=person_id).exists():
        raise NotFound("person", person_id)
    form = forms.OpenCaseForm(request.POST or None, writes=actor.may(Verb.WRITE_CASE))
    page = Page(_("Open a case"), _("Open the case"), _("The case is open."))
    return answered(
        request,
        form,
        CaseBrief.before_opening(person_id),
        page,
        lambda: actions.open_case(person_id, by=actor, **form.terms(actor.membership_id)),
    )


@needs(Verb.WRITE_CASE)
def change_case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Change how pressing the case is, and its target."""
    actor, case = request.actor, queries.case_card(request.actor, case_id)
    require_right(case, case.rights.writes)
    seen = {"seen_version": case.version, "priority": case.priority, "target_on": case.target_on}
    form = forms.ChangeCaseForm(request.POST or None, initial=seen)
    page = Page(
        _("Change priority and target"),
        _("Save"),
        _("The change is saved."),
        stored=lambda: {_("Priority"): case.priority_label, _("Day by which it should be reached"): case.target_on},
    )
    return answered(
        request,
        form,
        case,
        page,
        lambda: actions.change_case(
            case_id,
            form.cleaned_data["priority"],
            form.cleaned_data["target_on"],
            seen_version=form.seen,
            by=actor,
        ),
    )


@needs(Verb.ASSIGN_CASE)
def assign_case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Give the case to a worker."""
    actor, case = request.actor, queries.case_card(request.actor, case_id)
    require_right(case, case.rights.assigns)
    seen = {"seen_version": case.version, "worker": case.worker_id or ""}
    form = forms.AssignForm(request.POST or None, initial=seen, workers=_workers(actor.agency_id))
    page = Page(
        _("Assign the case"),
        _("Assign"),
        _("The case is assigned."),
        stored=lambda: {_("Who accompanies the person"): case.worker or _("Nobody for now")},
    )
    return answered(
        request,
        form,
        case,
        page,
        lambda: actions.assign_case(case_id, form.worker_id, seen_version=form.seen, by=actor),
    )


@needs(Verb.CLOSE_CASE)
def close_case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Close the case with an outcome."""
    actor, case = request.actor, queries.case_card(request.actor, case_id)
    require_right(case, case.rights.closes)
    for otherwise in closes_otherwise.tell(actor, case_id):
        return redirect(otherwise)
    form = forms.CloseForm(request.POST or None, initial={"seen_version": case.version})
    page = Page(
        _("Close the case"),
        _("Close the case"),
        _("The case is closed."),
        lead=_("A closed case stays in the file. A supervisor can reopen it with a reason."),
        warnings=[*_what_stays_open(case, actor), *_what_ends(case)],
        warnings_title=_("Before you close it"),
        stored=lambda: {
            _("Priority"): case.priority_label,
            _("Who accompanies the person"): case.worker or _("Nobody for now"),
            _("Target"): case.target_on,
        },
    )
    return answered(
        request,
        form,
        case,
        page,
        lambda: actions.close_case(
            case_id,
            form.cleaned_data["outcome"],
            form.cleaned_data["note"],
            closed_on=form.cleaned_data["closed_on"],
            seen_version=form.seen,
            by=actor,
        ),
    )


@needs(Verb.ASSIGN_CASE)
def reopen_case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Take a closing back, with a reason."""
    actor, case = request.actor, queries.case_brief(request.actor, case_id)
    if case.is_shared_in or not case.is_open:
        require_right(case, case.rights.reopens)
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": case.version})
    page = Page(
        _("Reopen the case"),
        _("Reopen"),
        _("The case is open again."),
        stored=lambda: {_("Closed on"): case.closed_on},
    )
    return answered(
        request,
        form,
        case,
        page,
        lambda: actions.reopen_case(case_id, form.cleaned_data["note"], seen_version=form.seen, by=actor),
    )


def _what_stays_open(case: CaseBlock, actor: Actor) -> list[str]:
    """What nobody has settled yet, said before the case is closed; it may be closed all the same."""
    needs = gettext(", ").join(need.kind_label for need in case.needs if need.is_open)
    told = [gettext("Needs that are still open: %(needs)s. Say what came of them.") % {"needs": needs}] if needs else []
    return [*told, *open_elsewhere.tell(actor, case.id)]


def _what_ends(case: CaseBlock) -> list[str]:
    """What ends together with the case, said before it is closed."""
    told = []
    if count := len(case.open_tasks):
        told.append(
            ngettext(
                "%(count)s task is still to do. It is dropped with the case.",
                "%(count)s tasks are still to do. They are dropped with the case.",
                count,
            )
            % {"count": count}
        )
    if case.live_shares:
        agencies = gettext(", ").join(share.agency for share in case.live_shares)
        told.append(
            gettext("These agencies see the case now and will no longer see it once it is closed: %(agencies)s.")
            % {"agencies": agencies}
        )
    return told


def _workers(agency_id: UUID) -> dict[UUID, str]:
    return members_who_may(agency_id, Verb.WRITE_CASE)
