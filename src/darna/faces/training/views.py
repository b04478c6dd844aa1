"""Pages of training mode; they are there in a demonstration only."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.forms import ConfirmForm
from darna.faces.training import actions, queries
from darna.faces.training.checks import Finding


def in_a_demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """There is no such page where real persons are kept."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DARNA_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@needs(Verb.OPEN_CASE)
@in_a_demo_only
def exercise_list(request: DeskRequest) -> HttpResponse:
    """The exercises of the learner's role and how far they are."""
    return render(request, "training/list.html", {"rooms": queries.rooms_of(request.actor)})


@require_GET
@needs(Verb.OPEN_CASE)
@in_a_demo_only
def exercise(request: DeskRequest, code: str) -> HttpResponse:
    """One exercise: what is to do, hints, and the pages to go to."""
    return render(request, "training/exercise.html", {"exercise": queries.exercise_page(request.actor, code)})


@require_POST
@needs(Verb.OPEN_CASE)
@in_a_demo_only
def begin(request: DeskRequest, code: str) -> HttpResponse:
    """Begin, or begin again."""
    form = ConfirmForm(request.POST)
    seen = form.seen if form.is_valid() else 0
    actions.begin_exercise(code, seen_version=seen, by=request.actor)
    messages.success(request, gettext("The exercise has begun. Do it on the real pages, then come back and check."))
    return redirect("training:exercise", code)


@require_POST
@needs(Verb.OPEN_CASE)
@in_a_demo_only
def check(request: DeskRequest, code: str) -> HttpResponse:
    """Look at what was done, point by point; when all is right, write that down."""
    page, answers = queries.exercise_page(request.actor, code), queries.findings(request.actor, code)
    is_right = bool(answers) and all(answer.finding is Finding.RIGHT for answer in answers)
    if is_right and page.passed_at is None:
        actions.pass_exercise(code, by=request.actor)
        page = queries.exercise_page(request.actor, code)
    context = {"exercise": page, "answers": answers, "is_right": is_right}
    return render(request, "training/exercise.html", context)
