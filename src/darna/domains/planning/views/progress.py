"""Pages of a case's progress."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page, shown
from darna.domains.planning import actions, forms, queries
from darna.domains.planning.values import ProgressCard
from darna.domains.planning.views.answering import answered, file_url, require_right
from darna.domains.programmes.differences import differences
from darna.domains.programmes.queries import definition, definitions_of
from darna.domains.programmes.values import Definition
from darna.domains.programmes.wording import told
from darna.kernel.errors import AlreadyDone


@require_GET
@needs(Verb.OPEN_FILE)
def progress(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Where the case stands: stages, checklist, papers."""
    card = _card(request, case_id)
    form = forms.ProgressForm(card=card)
    return shown(request, form, _progress_page(card, form))


@needs(Verb.WRITE_CASE)
def mark(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Mark the checklist and the papers seen."""
    card = _card(request, case_id)
    require_right(card.case, card.may_write)
    form = forms.ProgressForm(request.POST or None, card=card)

    def act() -> None:
        actions.mark_progress(case_id, seen_version=form.seen, by=request.actor, **form.told())

    return answered(request, form, _progress_page(card, form), act)


@needs(Verb.WRITE_CASE)
def move_stage(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Say that the case is in another stage now."""
    card = _card(request, case_id)
    require_right(card.case, card.may_write)
    followed = definitions_of([card.definition_id], agency_id=request.actor.agency_id)[card.definition_id]
    initial = {"seen_version": card.version, "stage": card.stage}
    form = forms.StageForm(request.POST or None, initial=initial, definition=followed)
    page = _page(card, _("Move to another stage"), _("Move"), _("The case is in another stage now."))
    return answered(
        request,
        form,
        page,
        lambda: actions.move_stage(case_id, form.cleaned_data["stage"], seen_version=form.seen, by=request.actor),
    )


@needs(Verb.WRITE_CASE)
def adopt(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Let the case follow the version in force today, knowing what is different."""
    card, actor = _card(request, case_id), request.actor
    require_right(card.case, card.may_write)
    newest = definition(card.case.programme, agency_id=actor.agency_id)
    if newest.version_id == card.definition_id:
        raise AlreadyDone("definition_is_this_already")
    stage = card.stage if card.stage in {one.code for one in newest.stages} else ""
    initial = {"seen_version": card.version, "stage": stage}
    form = forms.StageForm(request.POST or None, initial=initial, definition=newest)
    page = _page(
        card,
        _("Follow the newest version of the programme"),
        _("Follow it"),
        _("The case follows the newest version now."),
        lead=_("Marks and papers stay as they are. Say in which stage the case is."),
        warnings_title=_("What is different"),
        warnings=_told(card, newest, actor.agency_id),
    )

    def act() -> None:
        stage = form.cleaned_data["stage"]
        actions.adopt_definition(case_id, newest.version_id, stage, seen_version=form.seen, by=actor)

    return answered(request, form, page, act)


def _card(request: DeskRequest, case_id: UUID) -> ProgressCard:
    return queries.progress_card(request.actor, case_id, language=_language())


def _progress_page(card: ProgressCard, form: forms.ProgressForm) -> Page:
    return Page(
        _("Progress"),
        _("Save"),
        _("The progress is saved."),
        file_url(card.case),
        _("Back to the file"),
        template="planning/progress.html",
        onward=lambda _saved: reverse("planning:progress", args=[card.case.id]),
        context={"card": card, "ticked": form.ticked},
    )


def _page(card: ProgressCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    back = reverse("planning:progress", args=[card.case.id])
    stored = {_("Stage"): card.stage_label, _("Since"): card.stage_since}
    kicker = card.case.reference
    return Page(title, button, said, back, _("Back to the progress"), kicker, stored=lambda: stored, **more)


def _told(card: ProgressCard, newest: Definition, agency_id: UUID) -> list[str]:
    followed = definitions_of([card.definition_id], agency_id=agency_id)[card.definition_id]
    return [told(one, _language()) for one in differences(followed.content, newest.content)]


def _language() -> str:
    return (get_language() or "fr")[:2]
