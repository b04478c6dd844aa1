"""Questionnaires of a case and over all cases: begun, read, printed, corrected, thrown away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import listing
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm, VersionForm
from darna.base.paper import NoPDF, pdf_of
from darna.domains.assessments import actions, forms, queries
from darna.domains.assessments.models import Questionnaire
from darna.domains.assessments.queries.answers import SORTS, codes_answered
from darna.domains.assessments.queries.running import circumstances
from darna.domains.assessments.showing import told_of
from darna.domains.assessments.values import QuestionnaireCard
from darna.domains.assessments.views.answering import answer_url, answered, case_url, page_url
from darna.domains.cases.views.answering import file_url, require_right
from darna.kernel.errors import AlreadyDone, NotFound
from darna.methods.xlsform import Circumstances, Run, is_right_to_left, language_code

_HEADINGS = (
    (_("Questionnaire"), "name"),
    (_("Case"), ""),
    (_("State"), "state"),
    (_("Saved"), "saved"),
)


@require_GET
@needs(Verb.READ_NARRATIVE)
def of_case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What was answered in a case, and what can be."""
    found = queries.case_questionnaires(request.actor, case_id)
    return render(
        request, "assessments/of_case.html", {"found": found, "back": file_url(found.case.person_id, case_id)}
    )


@needs(Verb.WRITE_CASE)
def begin(request: DeskRequest, case_id: UUID, instrument_version_id: UUID) -> HttpResponse:
    """Begin a questionnaire in a case, in one of its languages."""
    found = queries.case_questionnaires(request.actor, case_id)
    require_right(found.case, found.may_write)
    line = next((one for one in found.offered if one.id == instrument_version_id), None)
    if line is None:
        raise NotFound("instrument", instrument_version_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": 0})
    page = Page(
        line.title,
        _("Begin"),
        _("The questionnaire is begun. It is saved page by page; you can go on tomorrow or on another device."),
        case_url(case_id),
        kicker=found.case.reference,
        lead=_("Answers are sealed and read by those who read the notes of this case. Say to the person why you ask."),
        onward=lambda made: page_url(made.pk, 1),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.begin_questionnaire(
            case_id, instrument_version_id, language=get_language() or "", by=request.actor
        ),
    )


@listing.looking
@needs(Verb.READ_NARRATIVE)
def list_answers(request: DeskRequest) -> HttpResponse:
    """Questionnaires over all cases."""
    asked, actor = request.GET, request.actor
    sort, number = listing.sort_in(asked, SORTS, "saved"), listing.page_number(asked)
    offered = codes_answered(actor)
    instrument = asked.get("instrument", "") if asked.get("instrument") in dict(offered) else ""
    state = asked.get("state", "") if asked.get("state") in Questionnaire.State.values else ""
    page = queries.questionnaire_list(actor, instrument=instrument, state=state, sort=sort, page=number)
    address = listing.Address(asked)
    context = {
        "page": page,
        "columns": listing.columns(_HEADINGS, sort, SORTS, address, newest_first=("saved",)),
        "pager": listing.pager(page, page.number, address),
        "instruments": offered,
        "instrument": instrument,
        "states": Questionnaire.State.choices,
        "state": state,
        "sort": sort,
    }
    return render(request, "assessments/answers.html", context)


@require_GET
@needs(Verb.READ_NARRATIVE)
def show(request: DeskRequest, questionnaire_id: UUID) -> HttpResponse:
    """The answers of one questionnaire in words; that they were read is noted."""
    return _read(request, questionnaire_id, "assessments/answer.html")


@require_GET
@needs(Verb.READ_NARRATIVE)
def print_answers(request: DeskRequest, questionnaire_id: UUID) -> HttpResponse:
    """The answers of one questionnaire on paper."""
    return _read(request, questionnaire_id, "assessments/print.html")


@require_GET
@needs(Verb.READ_NARRATIVE)
def answers_pdf(request: DeskRequest, questionnaire_id: UUID) -> HttpResponse:
    """The same as a PDF that names nobody; the page to print where no PDF is made."""
    context = _context(request, questionnaire_id)
    try:
        body = pdf_of("assessments/answers_pdf.html", context, style="assessments/answers_pdf.css")
    except NoPDF:
        return render(request, "assessments/print.html", {**context, "has_no_pdf": True})
    headers = {"Content-Disposition": 'inline; filename="answers.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/pdf", headers=headers)


def _read(request: DeskRequest, questionnaire_id: UUID, template: str) -> HttpResponse:
    return render(request, template, _context(request, questionnaire_id))


def _context(request: DeskRequest, questionnaire_id: UUID) -> dict[str, Any]:
    """What a page of answers shows; that they are read is noted. Raises: Refused, NotFound."""
    card = queries.questionnaire_card(request.actor, questionnaire_id)
    actions.note_reading(questionnaire_id, by=request.actor)
    told = request.GET.get("language", "")
    language = told if told in card.form.languages else card.language
    run = Run(card.form, card.answers, _then(request, card), language)
    return {
        "card": card,
        "told": list(told_of(run)),
        "languages": languages_of(card, language),
        "language": language_code(language),
        "direction": "rtl" if is_right_to_left(language) else "ltr",
        "first": page_url(questionnaire_id, card.line.screen),
        "agency": request.actor.agency_name,
    }


def _then(request: DeskRequest, card: QuestionnaireCard) -> Circumstances:
    around = circumstances(request.actor)
    if card.line.completed_at is None:
        return around
    return Circumstances(card.line.completed_at.replace(tzinfo=None), around.username)


def languages_of(card: QuestionnaireCard, chosen: str) -> list[dict[str, Any]]:
    """The translations of a questionnaire, with the one that is shown."""
    return [
        {"name": name, "code": language_code(name), "is_chosen": name == chosen} for name in card.form.languages if name
    ]


@needs(Verb.WRITE_CASE)
def correct(request: DeskRequest, questionnaire_id: UUID) -> HttpResponse:
    """Begin a correction, with a reason."""
    card = queries.questionnaire_card(request.actor, questionnaire_id)
    require_right(card.case, card.may_answer)
    if card.line.state != Questionnaire.State.COMPLETED:
        raise AlreadyDone(
            "questionnaire_was_corrected" if card.line.completed_at else "questionnaire_is_being_answered"
        )
    form = forms.ReasonForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(
        card,
        _("Correct this questionnaire"),
        _("Go on to the questions"),
        _("Change what is wrong, then complete it again. Until then the earlier answers stand."),
        lead=_("The answers given so far stay in the case, with your reason."),
        onward=lambda made: page_url(made.pk, 1),
    )

    def act() -> Questionnaire:
        reason = form.cleaned_data["reason"]
        return actions.correct_questionnaire(questionnaire_id, reason, seen_version=form.seen, by=request.actor)

    return answered(request, form, page, act)


@needs(Verb.WRITE_CASE)
def drop(request: DeskRequest, questionnaire_id: UUID) -> HttpResponse:
    """Ask first, then throw away a questionnaire that is not completed."""
    card = queries.questionnaire_card(request.actor, questionnaire_id)
    require_right(card.case, card.may_write)
    form: VersionForm = ConfirmForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(
        card,
        _("Throw these answers away?"),
        _("Throw away"),
        _("The answers are gone."),
        lead=_("What was answered so far cannot be brought back. That it was thrown away stays in the trail."),
        is_danger=True,
        onward=lambda _made: case_url(card.case.id),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.drop_questionnaire(questionnaire_id, seen_version=form.seen, by=request.actor),
    )


def _page(card: QuestionnaireCard, title: Any, button: Any, said: Any, **told: Any) -> Page:
    return Page(title, button, said, answer_url(card.line.id), kicker=card.line.title, **told)
