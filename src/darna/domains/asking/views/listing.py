"""The queue of questions, one question, and whether the house takes any."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.asking import actions, queries
from darna.domains.asking.forms import DeskForm, FilterForm
from darna.domains.asking.values import QuestionLine
from darna.domains.asking.views.answering import answered, question_url
from darna.domains.asking.wording import LANGUAGE_NAMES

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("What is wanted"), "kind"),
    (_("About"), "topic"),
    (_("Language"), "language"),
    (_("State"), "state"),
    (_("Who answers"), ""),
    (pgettext_lazy("question", "Waits since"), "waits"),
    (pgettext_lazy("question", "Asked"), "asked"),
)
_TAGS = {"new": "new", "taken": "waiting", "answered": "done", "closed": "closed"}


@require_GET
@needs(Verb.ANSWER_QUESTIONS)
def questions(request: DeskRequest) -> HttpResponse:
    """The questions put to the house, narrowed, sorted, some at a time; what they say stands on their own page."""
    asked = request.GET
    form, sort, address = FilterForm(asked), sort_in(asked, queries.SORTS, "waits"), Address(asked, request.path)
    form.is_valid()
    found = queries.question_lines(request.actor, form.filters(sort), number=page_number(asked))
    waiting, young = queries.waiting_questions(request.actor)
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, queries.SORTS, address),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": reverse("asking:list"),
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "waiting": waiting,
        "young": young,
        "agreed": queries.agreed_times(request.actor),
        "may_keep": request.actor.may(Verb.KEEP_QUESTIONS),
    }
    return render(request, "asking/list.html", context)


@require_GET
@needs(Verb.ANSWER_QUESTIONS)
def question(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """One question with everything that was said; that it was opened stands in the trail."""
    actions.read_question(question_id, by=request.actor)
    card = queries.question_card(request.actor, question_id)
    context = {"card": card, "language": LANGUAGE_NAMES[card.line.language], "state_tag": _TAGS[card.line.state]}
    return render(request, "asking/question.html", context)


@needs(Verb.KEEP_QUESTIONS)
def settings(request: DeskRequest) -> HttpResponse:
    """Decide whether the house takes questions."""
    stored = queries.desk_settings(request.actor)
    initial = {
        "seen_version": stored.version,
        "is_open": stored.is_open,
        "answers_within_days": stored.answers_within_days,
    }
    form = DeskForm(request.POST or None, initial=initial)
    page = Page(
        _("Questions without an account"),
        _("Save"),
        _("The change is saved."),
        reverse("asking:settings"),
        _("Back"),
        lead=_("Somebody with a phone asks the house a question, and comes back for the answer with a code."),
        template="asking/settings.html",
        context={"may_answer": request.actor.may(Verb.ANSWER_QUESTIONS)},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.change_desk(
            is_open=form.cleaned_data["is_open"],
            answers_within_days=form.cleaned_data["answers_within_days"],
            seen_version=form.seen,
            by=request.actor,
        ),
    )


def _rows(lines: Iterable[QuestionLine]) -> Iterator[tuple[Cell, ...]]:
    young, unknown = gettext("under 18"), gettext("not said")
    for line in lines:
        first: list[tuple[Any, ...]] = [("link", question_url(line.id), line.kind_label)]
        if line.is_minor:
            first.append(("tag", "danger", young))
        state: list[tuple[Any, ...]] = [("tag", _TAGS[line.state], line.state_label)]
        if line.proposal:
            state.append(("muted", line.proposal_label))
        yield (
            first,
            (("text", line.topic_label) if line.topic_label else ("muted", unknown),),
            (("text", LANGUAGE_NAMES[line.language]),),
            state,
            (("name", line.taken_by) if line.taken_by else ("muted", "–"),),
            (("day", line.waits_since) if line.waits_since else ("muted", "–"),),
            (("day", line.asked_at),),
        )
