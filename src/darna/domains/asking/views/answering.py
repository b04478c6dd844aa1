"""How pages of questions answer, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.asking import actions, queries, wording
from darna.domains.asking.forms import AnswerForm, CloseForm, TimeForm
from darna.domains.asking.values import QuestionCard
from darna.kernel.errors import AlreadyDone

answered = partial(answering.answered, say=wording.sentence)


def question_url(question_id: UUID) -> str:
    """The page of a question."""
    return reverse("asking:question", args=[question_id])


@require_POST
@needs(Verb.ANSWER_QUESTIONS)
def take(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Answer for a question from now on."""
    return _stepped(request, question_id, actions.take_question, _("This question is yours now."))


@require_POST
@needs(Verb.ANSWER_QUESTIONS)
def give_back(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Put a question back for colleagues."""
    return _stepped(request, question_id, actions.give_back, _("The question is back in the queue."))


@needs(Verb.ANSWER_QUESTIONS)
def answer(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Write to whoever asked."""
    card = queries.question_card(request.actor, question_id)
    form = AnswerForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(request, card, _("Write an answer"), _("Send the answer"), _("The answer waits for whoever asked."))
    return answered(
        request,
        form,
        page,
        lambda: actions.answer_question(
            question_id, form.cleaned_data["text"], seen_version=form.seen, by=request.actor
        ),
    )


@needs(Verb.ANSWER_QUESTIONS)
def propose(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Propose a day and an hour."""
    card = queries.question_card(request.actor, question_id)
    form = TimeForm(request.POST or None, initial={"seen_version": card.version})
    said = _("The time waits for a yes of whoever asked. Keep it free in the calendar.")
    page = _page(request, card, _("Propose a time"), _("Propose it"), said)
    return answered(
        request,
        form,
        page,
        lambda: actions.propose_time(
            question_id, form.instant, form.cleaned_data["text"], seen_version=form.seen, by=request.actor
        ),
    )


@needs(Verb.ANSWER_QUESTIONS)
def close(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """End a question."""
    card = queries.question_card(request.actor, question_id)
    form = CloseForm(request.POST or None, initial={"seen_version": card.version})
    page = _page(request, card, _("Close the question"), _("Close it"), _("The question is closed."))
    return answered(
        request,
        form,
        page,
        lambda: actions.close_question(
            question_id, form.cleaned_data["outcome"], seen_version=form.seen, by=request.actor
        ),
    )


def _page(request: DeskRequest, card: QuestionCard, title: Any, button: Any, said: Any) -> Page:
    return Page(
        title,
        button,
        said,
        question_url(card.line.id),
        _("Back to the question"),
        card.line.kind_label,
        template="asking/answer.html",
        context={"card": card},
        stored=lambda: {_("Last word"): queries.question_card(request.actor, card.line.id).messages[-1].text},
    )


def _stepped(request: DeskRequest, question_id: UUID, act: Callable[..., object], said: Any) -> HttpResponse:
    try:
        act(question_id, by=request.actor)
    except AlreadyDone as problem:
        messages.info(request, wording.sentence(problem.code))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(question_url(question_id))
