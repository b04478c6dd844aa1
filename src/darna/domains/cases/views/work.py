"""Pages of what is noted and done in a case: encounters, needs, tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.drafts.forms import as_typed
from darna.base.drafts.views import Slot, kept_instead, saved, shown
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.cases import actions, forms, queries
from darna.domains.cases.values import CaseBrief, TaskLine
from darna.domains.cases.views.answering import answered, explain, file_url, require_right
from darna.domains.people.queries import references_of
from darna.kernel.errors import Invalid, NotFound


@needs(Verb.OPEN_CASE)
def write_encounter(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Write what happened: a page of its own, or in place where the browser allows."""
    actor, case = request.actor, queries.case_brief(request.actor, case_id)
    require_right(case, case.rights.writes_encounters)
    place = Slot("encounter", case_id, case.person_id, url=request.path)
    if kept := kept_instead(request, place, back=file_url(case.person_id, case_id)):
        return kept
    slot, typed = shown(request, place)
    form = forms.EncounterForm(typed or request.POST or None, writes=case.rights.writes)
    form = form if typed is None else as_typed(form)
    if request.htmx and request.method == "POST":
        return _written_in_place(request, form, case, slot)
    page = Page(_("Write what happened"), _("Save"), _("What happened is written down."), slot=slot)

    def act() -> None:
        actions.write_encounter(case_id, by=actor, **form.terms())
        saved(request, slot)

    return answered(request, form, case, page, act)


def _written_in_place(request: DeskRequest, form: forms.EncounterForm, case: CaseBrief, slot: Slot) -> HttpResponse:
    try:
        if form.is_valid():
            actions.write_encounter(case.id, by=request.actor, **form.terms())
            saved(request, slot)
            slot = replace(slot, showing=uuid4())
            line = queries.timeline(request.actor, case.person_id)
            fresh = forms.EncounterForm(writes=case.rights.writes)
            written = {"case": case, "form": fresh, "timeline": line, "is_written": True, "person_id": case.person_id}
            written["slot"] = slot
            return render(request, "cases/_encounter_written.html", written)
    except Invalid as problem:
        explain(form, problem)
    return render(request, "cases/_encounter_form.html", {"case": case, "form": form, "slot": slot}, status=422)


@needs(Verb.WRITE_CASE)
def correct_encounter(request: DeskRequest, encounter_id: UUID) -> HttpResponse:
    """Put another text in the place of a note."""
    actor = request.actor
    card, case = queries.encounter_card(actor, encounter_id)
    require_right(case, card.may_correct)
    seen = {"seen_version": card.version, "note": card.note, "present": card.present}
    form = forms.CorrectionForm(request.POST or None, initial=seen)
    page = Page(
        _("Correct what was written"),
        _("Save the correction"),
        _("The correction is saved."),
        lead=_("The first text is kept in the trail."),
        stored=lambda: _stored_note(request, encounter_id),
    )
    return answered(
        request,
        form,
        case,
        page,
        lambda: actions.correct_encounter(
            encounter_id,
            note=form.cleaned_data["note"],
            present=form.cleaned_data["present"],
            seen_version=form.seen,
            by=actor,
        ),
    )


def _stored_note(request: DeskRequest, encounter_id: UUID) -> dict[object, object]:
    card, _case = queries.encounter_card(request.actor, encounter_id)
    return {_("What is saved now"): card.note, _("Who else was present"): card.present}


@require_GET
@needs(Verb.OPEN_FILE)
def older(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """The timeline further back: in place, or as a page."""
    if person_id not in references_of([person_id]):
        raise NotFound("person", person_id)
    line = queries.timeline(request.actor, person_id, before=_instant(request.GET.get("before", "")))
    template = "cases/_timeline_items.html" if request.htmx else "cases/timeline.html"
    return render(request, template, {"timeline": line, "person_id": person_id, "back": file_url(person_id)})


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


@needs(Verb.OPEN_CASE)
def note_need(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Note a need."""
    actor, case = request.actor, queries.case_brief(request.actor, case_id)
    require_right(case, case.rights.notes_needs)
    form = forms.NeedForm(request.POST or None)
    page = Page(_("Note a need"), _("Save"), _("The need is noted."))
    return answered(request, form, case, page, lambda: actions.note_need(case_id, form.draft(), by=actor))


@needs(Verb.WRITE_CASE)
def resolve_need(request: DeskRequest, need_id: UUID) -> HttpResponse:
    """Say what came of a need."""
    actor = request.actor
    need, case = queries.need_card(actor, need_id)
    require_right(case, case.rights.writes)
    form = forms.ResultForm(request.POST or None, initial={"seen_version": need.version})
    page = Page(
        _("What came of this need?"),
        _("Save"),
        _("The need is settled."),
        lead=need.kind_label,
        stored=lambda: {_("Urgency"): need.urgency_label, _("What came of it"): need.result_label},
    )
    return answered(
        request,
        form,
        case,
        page,
        lambda: actions.resolve_need(need_id, form.cleaned_data["result"], seen_version=form.seen, by=actor),
    )


@needs(Verb.WRITE_CASE)
def set_task(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Set something to do."""
    actor, case = request.actor, queries.case_brief(request.actor, case_id)
    require_right(case, case.rights.writes)
    workers = members_who_may(actor.agency_id, Verb.WRITE_CASE)
    form = forms.TaskForm(request.POST or None, workers=workers, initial={"worker": actor.membership_id})
    page = Page(_("Set a task"), _("Save"), _("The task is set."))

    def act() -> None:
        data = form.cleaned_data
        actions.set_task(case_id, data["title"], data["due_on"], assigned_id=form.worker_id, by=actor)

    return answered(request, form, case, page, act)


@needs(Verb.WRITE_CASE)
def finish_task(request: DeskRequest, task_id: UUID) -> HttpResponse:
    """Say that a task was done."""
    actor = request.actor
    task, case = queries.task_card(actor, task_id)
    require_right(case, case.rights.writes or (task.is_mine and case.is_open))
    form = forms.FinishForm(request.POST or None, initial={"seen_version": task.version})
    page = Page(_("Task done"), _("Done"), _("The task is done."), lead=task.title, stored=lambda: _stored_task(task))
    return answered(
        request,
        form,
        case,
        page,
        lambda: actions.finish_task(task_id, form.cleaned_data["note"], seen_version=form.seen, by=actor),
    )


@needs(Verb.WRITE_CASE)
def drop_task(request: DeskRequest, task_id: UUID) -> HttpResponse:
    """Give a task up, with a reason."""
    actor = request.actor
    task, case = queries.task_card(actor, task_id)
    require_right(case, case.rights.writes or (task.is_mine and case.is_open))
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": task.version})
    page = Page(
        _("Drop the task"),
        _("Drop the task"),
        _("The task is dropped."),
        lead=task.title,
        is_danger=True,
        stored=lambda: _stored_task(task),
    )
    return answered(
        request,
        form,
        case,
        page,
        lambda: actions.drop_task(task_id, form.cleaned_data["note"], seen_version=form.seen, by=actor),
    )


def _stored_task(task: TaskLine) -> dict[object, object]:
    return {_("State"): task.state_label, _("By which day"): task.due_on, _("Who does it"): task.worker}
