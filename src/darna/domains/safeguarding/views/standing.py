"""Pages of who stands for a child, and of what the child says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.safeguarding import access, actions, forms, queries
from darna.domains.safeguarding.values import ASKED_SO, GuardianLine
from darna.domains.safeguarding.views.answering import answered, standing_url
from darna.kernel.errors import AlreadyDone


@require_GET
@needs(Verb.READ_NARRATIVE)
def standing(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Who stands for the child, and what the child said."""
    card = queries.standing_card(request.actor, person_id)
    context = {"card": card, "back": reverse("desk:file", args=[person_id])}
    return render(request, "safeguarding/standing.html", context)


@needs(Verb.WRITE_CASE)
def add_guardian(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Write down who stands for a child."""
    access.person_to_write(request.actor, person_id)
    form = forms.GuardianForm(request.POST or None, initial={"seen_version": 0})
    page = _page(person_id, _("Who stands for the child"), _("Save"), _("It is written down, as told."))
    return answered(request, form, page, lambda: actions.note_guardian(person_id, form.draft(), by=request.actor))


@needs(Verb.WRITE_CASE)
def confirm_guardian(request: DeskRequest, guardianship_id: UUID) -> HttpResponse:
    """Confirm by a paper or somebody's word."""
    line = _line(request, guardianship_id, "told")
    form = forms.NoteForm(
        request.POST or None,
        initial={"seen_version": line.version, "note": line.source},
        label=_("Which paper was seen, or who says so"),
    )
    page = _page(line.person_id, _("Confirm the guardianship"), _("Confirm it"), _("The guardianship is confirmed."))
    return _noted(request, form, page, actions.confirm_guardian, line)


@needs(Verb.WRITE_CASE)
def note_conflict(request: DeskRequest, guardianship_id: UUID) -> HttpResponse:
    """Note a conflict of interest."""
    line = _line(request, guardianship_id, "told", "confirmed")
    if line.has_conflict:
        raise AlreadyDone("conflict_is_noted_already")
    form = forms.NoteForm(request.POST or None, initial={"seen_version": line.version}, label=_("In what way"))
    page = _page(
        line.person_id,
        _("Note a conflict of interest"),
        _("Note it"),
        _("The conflict is noted. They no longer consent for the child."),
        lead=_("What this person consented to ends, unless somebody else confirmed stands for the child."),
        is_danger=True,
    )
    return _noted(request, form, page, actions.note_conflict, line)


@needs(Verb.WRITE_CASE)
def end_guardian(request: DeskRequest, guardianship_id: UUID) -> HttpResponse:
    """The guardianship is over."""
    line = _line(request, guardianship_id, "told", "confirmed")
    form = forms.EndForm(request.POST or None, initial={"seen_version": line.version})
    page = _page(
        line.person_id,
        _("This guardianship is over"),
        _("End it"),
        _("The guardianship has ended."),
        lead=_("What this person consented to ends, unless somebody else confirmed stands for the child."),
        is_danger=True,
    )
    return _noted(request, form, page, actions.end_guardian, line)


@needs(Verb.WRITE_CASE)
def add_assent(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Write down what the child said."""
    access.person_to_write(request.actor, person_id)
    card = queries.standing_card(request.actor, person_id)
    form = forms.AssentForm(request.POST or None, initial={"seen_version": 0})
    page = _page(
        person_id,
        _("What the child says"),
        _("Save"),
        _("The child's word is written down."),
        lead=ASKED_SO[card.wording],
    )

    def act() -> None:
        data = form.cleaned_data
        actions.note_assent(person_id, data["subject"], data["answer"], data["words"], by=request.actor)

    return answered(request, form, page, act)


def _line(request: DeskRequest, guardianship_id: UUID, *states: str) -> GuardianLine:
    line = queries.guardian_card(request.actor, guardianship_id)
    access.person_to_write(request.actor, line.person_id)
    if line.state not in states:
        raise AlreadyDone("guardianship_is_in_another_state")
    return line


def _noted(request: DeskRequest, form: forms.NoteForm, page: Page, act: Any, line: GuardianLine) -> HttpResponse:
    def do() -> object:
        data = form.cleaned_data
        more = {"on": data["ended_on"]} if "ended_on" in data else {}
        return act(line.id, data["note"], seen_version=form.seen, by=request.actor, **more)

    return answered(request, form, page, do)


def _page(person_id: UUID, title: Any, button: Any, said: Any, **more: Any) -> Page:
    back = _("Guardian and the child's word")
    return Page(title, button, said, standing_url(person_id), back, **more)
