"""Answering page by page: nothing here needs a script; with one, the page follows the answers as they change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import number_in
from darna.domains.assessments import actions, posting, queries, wording
from darna.domains.assessments.queries.running import circumstances
from darna.domains.assessments.showing import is_shown, problems_on, sheet_of, told_of
from darna.domains.assessments.values import QuestionnaireCard
from darna.domains.assessments.views.answering import answer_url, case_url, page_url
from darna.domains.assessments.views.answers import languages_of
from darna.domains.cases.views.answering import require_right
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion
from darna.methods.xlsform import Answers, Run, is_right_to_left, language_code


@needs(Verb.WRITE_CASE)
def fill(request: DeskRequest, questionnaire_id: UUID, number: int) -> HttpResponse:
    """One page of a questionnaire: shown, shown anew as answers change, saved, and on to the next."""
    card = _card(request, questionnaire_id)
    if not 1 <= number <= len(card.screens):
        raise NotFound("questionnaire", questionnaire_id)
    asked = request.POST.get("do", "next") if request.method == "POST" else "show"
    if asked == "show":
        return _shown(request, card, number, card.answers)
    if asked == "refresh":
        posted = posting.read_page(_run(request, card, card.answers), card.screens[number - 1], request.POST)
        return _shown(request, card, number, posted.answers, typed=posted.typed)
    return _saved(request, card, number, asked)


@needs(Verb.WRITE_CASE)
def complete(request: DeskRequest, questionnaire_id: UUID) -> HttpResponse:
    """All answers once more, what is missing by page, and the button that ends the questionnaire."""
    card = _card(request, questionnaire_id)
    if request.method == "POST":
        try:
            seen = number_in(request.POST, "seen_version")
            actions.complete_questionnaire(questionnaire_id, seen_version=seen, by=request.actor)
        except Refused as problem:
            if problem.code != "answers_are_missing":
                raise
            messages.error(request, wording.sentence(problem.code))
            return _ending(request, card, status=422)
        except StaleVersion:
            return _ending(request, card, status=409)
        messages.success(request, _("The questionnaire is completed and stands in the file."))
        return HttpResponseRedirect(answer_url(questionnaire_id))
    return _ending(request, card)


def _card(request: DeskRequest, questionnaire_id: UUID) -> QuestionnaireCard:
    card = queries.questionnaire_card(request.actor, questionnaire_id)
    require_right(card.case, card.may_answer)
    if card.line.state != "draft":
        raise AlreadyDone("questionnaire_is_completed")
    return card


def _run(request: DeskRequest, card: QuestionnaireCard, answers: Answers, language: str = "") -> Run:
    return Run(card.form, answers, circumstances(request.actor), language or card.language)


def _saved(request: DeskRequest, card: QuestionnaireCard, number: int, asked: str) -> HttpResponse:
    screen, word = card.screens[number - 1], asked.partition(":")
    language = word[2] if word[0] == "language" and word[2] in card.form.languages else card.language
    unread: posting.Posted = posting.Posted({})

    def change(_stored: Answers, run: Run) -> Answers:
        nonlocal unread
        unread = posting.read_page(run, screen, request.POST)
        _rearrange(request, card, unread.answers, asked)
        return unread.answers

    try:
        actions.save_answers(
            card.line.id,
            change,
            screen=number,
            language=language,
            seen_version=number_in(request.POST, "seen_version"),
            by=request.actor,
        )
    except StaleVersion:
        posted = posting.read_page(_run(request, card, card.answers), screen, request.POST)
        return _shown(request, card, number, posted.answers, typed=posted.typed, status=409)
    except Invalid as problem:
        messages.error(request, wording.sentence(problem.code))
        return _shown(request, card, number, card.answers, status=422)
    return _onward(request, card, number, word[0], unread)


def _onward(
    request: DeskRequest, card: QuestionnaireCard, number: int, word: str, posted: posting.Posted
) -> HttpResponse:
    """Where a saved page leads: on, back, out of the questionnaire, or to itself when something is left to do."""
    here, run = card.line.id, _run(request, card, posted.answers)
    if word == "save":
        messages.success(request, _("Saved. You can go on later, also on another device."))
        return HttpResponseRedirect(case_url(card.case.id))
    if word in ("add", "remove", "language"):
        return HttpResponseRedirect(page_url(here, number))
    if word == "back":
        return HttpResponseRedirect(page_url(here, _neighbour(run, card, number, -1) or number))
    screen = card.screens[number - 1]
    problems = {name: wording.sentence(code) for name, code in posted.unread.items()} or problems_on(run, screen)
    new = set(sheet_of(run, screen, {}, {}).asked) - set(request.POST.getlist("asked"))
    if problems and not (new and not posted.unread and set(problems) <= new):
        fresh = queries.questionnaire_card(request.actor, here)
        return _shown(request, fresh, number, posted.answers, problems=problems, typed=posted.typed, status=422)
    if new:
        messages.info(request, _("Your answers lead to more questions on this page."))
        return HttpResponseRedirect(page_url(here, number))
    following = _neighbour(run, card, number, 1)
    return HttpResponseRedirect(
        page_url(here, following) if following else reverse("assessments:complete", args=[here])
    )


def _rearrange(request: DeskRequest, card: QuestionnaireCard, answers: Answers, asked: str) -> None:
    """One more time of a repeat, or one less, as the button says."""
    word, _mark, told = asked.partition(":")
    if word not in ("add", "remove"):
        return
    around = circumstances(request.actor)
    found = posting.repeat_named(Run(card.form, answers, around), told)
    if found is None:
        return
    repeat, path, at = found
    if word == "add":
        posting.add_time(answers, repeat, path, around)
    else:
        posting.remove_time(answers, repeat, path, at)


def _neighbour(run: Run, card: QuestionnaireCard, number: int, step: int) -> int:
    """The next page on which anything is asked; 0 at the end."""
    places = range(number + 1, len(card.screens) + 1) if step > 0 else range(number - 1, 0, -1)
    return next((place for place in places if is_shown(run, card.screens[place - 1])), 0)


def _shown(
    request: DeskRequest,
    card: QuestionnaireCard,
    number: int,
    answers: Answers,
    *,
    problems: dict[str, str] | None = None,
    typed: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    run, screen = _run(request, card, answers), card.screens[number - 1]
    shown = [place for place, one in enumerate(card.screens, start=1) if is_shown(run, one)]
    context = {
        "card": card,
        "number": number,
        "place": shown.index(number) + 1 if number in shown else 1,
        "count": max(len(shown), 1),
        "sheet": sheet_of(run, screen, problems or {}, typed or {}),
        "has_back": bool(shown) and number > shown[0],
        "is_stale": status == 409,
        **_speaking(card, card.language),
    }
    return render(request, "assessments/fill.html", context, status=status)


def _speaking(card: QuestionnaireCard, language: str) -> dict[str, Any]:
    return {
        "languages": languages_of(card, language),
        "language": language_code(language),
        "direction": "rtl" if is_right_to_left(language) else "ltr",
    }


def _ending(request: DeskRequest, card: QuestionnaireCard, *, status: int = 200) -> HttpResponse:
    run = _run(request, card, card.answers)
    context = {
        "card": card,
        "told": list(told_of(run)),
        "missing": _missing(run, card),
        "last": page_url(card.line.id, _neighbour(run, card, len(card.screens) + 1, -1) or 1),
        "is_stale": status == 409,
        **_speaking(card, card.language),
    }
    return render(request, "assessments/complete.html", context, status=status)


def _missing(run: Run, card: QuestionnaireCard) -> list[dict[str, Any]]:
    """What keeps the questionnaire from being completed, with the page it stands on."""
    found = []
    for number, screen in enumerate(card.screens, start=1):
        for one in run.problems(screen.items):
            label = run.said(one.item.labels, one.item, one.path) or one.item.name
            url = f"{page_url(card.line.id, number)}#{_key(one.item.name, one.path)}"
            found.append({"label": label, "said": one.message or wording.sentence(one.code), "url": url})
    return found


def _key(name: str, path: tuple[tuple[str, int], ...]) -> str:
    return "q-" + "-".join([*(f"{step}-{at}" for step, at in path), name])
