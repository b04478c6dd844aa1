"""Registering somebody: consent first, step by step or on one page, likely duplicates before anything is saved."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from darna.base.agencies.actor import Actor
from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.drafts.actions import end_draft, keep_draft
from darna.base.drafts.queries import draft_of
from darna.base.drafts.views import AUTO, LATER, Slot, led_back, said_kept
from darna.base.pages.answering import DeskRequest
from darna.domains.people import queries as people
from darna.domains.people.values import PersonLine
from darna.domains.reception.actions import tie_person
from darna.faces.desk import drafts, notices
from darna.faces.desk.intake import STEPS, Questions, Step, answers_in, step_of
from darna.faces.desk.journeys import register_somebody
from darna.faces.desk.surroundings import (
    agencies_to_share_with,
    commune_names,
    gathered_errors,
    person_of_reference,
    region_of,
    visitor_with,
)
from darna.faces.desk.views.search import SEARCHED, why_here
from darna.faces.shell.languages import OWN_NAMES
from darna.faces.shell.problems import sentence
from darna.kernel.dates import PartialDate
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused
from darna.methods.names import Script, script_of

DRAFT = "register"
ALL = "all"


@needs(Verb.REGISTER_PERSON)
@require_http_methods(["GET", "HEAD"])
def start(request: DeskRequest) -> HttpResponse:
    """Lead to the questions; whoever has not searched is led to the search, for the person may be known already."""
    kept = draft_of(request.actor, DRAFT)
    draft = kept.value if kept else None
    if kept and draft and draft["answers"] and "draft" not in request.GET:
        return render(request, "desk/register_begun.html", {"kept_at": kept.kept_at})
    searched = drafts.kept(request.session, SEARCHED, actor=request.actor)
    if draft is None and searched is None:
        messages.info(request, gettext("Search first: the person may already have a file here."))
        return redirect("desk:search")
    if draft is None or (searched and not draft["answers"]):
        draft = {"id": str(uuid4()), "page": False, "answers": {}, "searched": searched}
        _keep(request, draft)
    return redirect("desk:register_step", ALL if draft["page"] else STEPS[0].key)


@needs(Verb.REGISTER_PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: DeskRequest, key: str) -> HttpResponse:
    """One step of the questions, or all of them on one page."""
    draft = _draft(request)
    asked = STEPS if key == ALL else tuple(filter(None, [step_of(key)]))
    do = request.POST.get("draft_do", "") if request.method == "POST" else ""
    if draft is None:
        # What a slow line brings after the saving is not kept, and leads nowhere.
        return said_kept(request, is_kept=False) if do == AUTO else redirect("desk:register")
    if not asked:
        raise NotFound("step", key)
    if request.method == "POST":
        parts = [part for one in asked for part in one.parts]
        kept = {name: told for name, told in draft["answers"].items() if not name.startswith(_heads(parts))}
        draft["answers"] = kept | answers_in(request.POST, parts)
        if do in {AUTO, LATER}:
            is_kept = _keep(request, draft)
            return said_kept(request, is_kept=is_kept) if do == AUTO else led_back(request, reverse("desk:today"))
        return _answered(request, draft, key, asked)
    return _asked(request, draft, key, asked)


@needs(Verb.REGISTER_PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: DeskRequest) -> HttpResponse:
    """Read everything back, look at likely duplicates, then save all in one breath."""
    draft = _draft(request)
    if draft is None:
        return redirect("desk:register")
    questions = _questions(request, draft)
    wrong = questions.first_wrong()
    if wrong is not None:
        messages.warning(request, gettext("Something is still to be corrected before this can be saved."))
        return redirect("desk:register_step", wrong.key)
    likely = people.likely_duplicates(request.actor, questions.draft())
    if request.method == "POST" and _has_seen(request, likely):
        return _saved(request, draft, questions, likely)
    return _checked(request, draft, questions, likely, status=409 if request.method == "POST" else 200)


@needs(Verb.REGISTER_PERSON)
@require_POST
def leave(request: DeskRequest) -> HttpResponse:
    """Drop what was typed; to begin with somebody else at once, if that was asked for."""
    end_draft(DRAFT, by=request.actor)
    messages.info(request, gettext("What was typed has been dropped; nobody was registered."))
    return redirect("desk:register" if request.POST.get("again") else "desk:search")


def _answered(request: DeskRequest, draft: dict[str, Any], key: str, asked: tuple[Step, ...]) -> HttpResponse:
    go = request.POST.get("go", "next")
    if go in {"page", "steps"}:
        draft["page"] = go == "page"
    _keep(request, draft)
    if go == "page":
        return redirect("desk:register_step", ALL)
    if go == "steps":
        return redirect("desk:register_step", STEPS[0].key)
    if go == "back":
        return redirect("desk:register_step", STEPS[max(0, STEPS.index(asked[0]) - 1)].key)
    questions = _questions(request, draft)
    if any(questions.wrong(one) for one in asked):
        return _asked(request, draft, key, asked, questions=questions)
    after = STEPS.index(asked[-1]) + 1
    return redirect("desk:register_check") if after == len(STEPS) else redirect("desk:register_step", STEPS[after].key)


def _asked(
    request: DeskRequest, draft: dict[str, Any], key: str, asked: tuple[Step, ...], questions: Questions | None = None
) -> HttpResponse:
    is_bound = questions is not None
    questions = questions or _questions(request, draft)
    wrong = [form for one in asked for form in questions.wrong(one)] if is_bound else []
    forms = {name: form for one in asked for name, form in questions.forms(one, bound=is_bound).items()}
    context = {
        **forms,
        **_groups(forms),
        "form": wrong[0] if wrong else None,
        "errors": gathered_errors(wrong),
        "asked": [one.key for one in asked],
        "is_page": key == ALL,
        "steps": _progress(key),
        "communes": commune_names(questions.region),
        "notices": [(code, name, notices.spoken(code)) for code, name in OWN_NAMES.items()],
        "notice_version": notices.CURRENT,
        "slot": Slot(DRAFT, showing=UUID(draft["id"]), url=request.path),
    }
    return render(request, "desk/register.html", context, status=422 if wrong else 200)


def _checked(
    request: DeskRequest,
    draft: dict[str, Any],
    questions: Questions,
    likely: list[PersonLine],
    *,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    context = {
        "intake": questions.intake(),
        "likely": [{"line": line, "why": why_here(line.reasons)} for line in likely],
        "seen": ",".join(str(line.id) for line in likely),
        "problem": problem,
        "back_to": ALL if draft["page"] else STEPS[-1].key,
        "steps": [] if draft["page"] else _progress("check"),
        "arrival": visitor_with(request.actor),
    }
    return render(request, "desk/register_check.html", context, status=status)


def _saved(request: DeskRequest, draft: dict[str, Any], questions: Questions, likely: list[PersonLine]) -> HttpResponse:
    try:
        registered = register_somebody(questions.intake(), by=request.actor)
    except Invalid as problem:
        return _checked(request, draft, questions, likely, status=422, problem=sentence(problem))
    drafts.forget(request.session, SEARCHED)
    end_draft(DRAFT, showing=UUID(draft["id"]), by=request.actor)
    _tie_visitor(request, registered.person_id)
    messages.success(
        request,
        gettext("The person is registered. Their reference is %(reference)s.") % {"reference": registered.reference},
    )
    return redirect(reverse("desk:file", args=[registered.person_id]) + "?new=1")


def _tie_visitor(request: DeskRequest, person_id: UUID) -> None:
    """The ticket of the visitor who was registered; that a colleague tied it meanwhile does not undo the registration."""
    visitor = visitor_with(request.actor)
    if visitor and not visitor.person_id and request.POST.get("arrival") == str(visitor.id):
        with suppress(AlreadyDone, Refused):
            tie_person(visitor.id, person_id, became="registration", by=request.actor)


def _groups(forms: dict[str, Any]) -> dict[str, list[Any]]:
    """Forms that come more than once, under the plural of their name."""
    kinds = ("contact", "identifier", "relative", "journey")
    return {f"{kind}s": [form for name, form in forms.items() if name.startswith(f"{kind}_")] for kind in kinds}


def _has_seen(request: DeskRequest, likely: list[PersonLine]) -> bool:
    seen = set(request.POST.get("seen", "").split(","))
    return all(str(line.id) in seen for line in likely)


def _questions(request: DeskRequest, draft: dict[str, Any]) -> Questions:
    actor = request.actor
    return Questions(
        draft["answers"],
        begun=_begun(draft.get("searched") or {}),
        agencies=agencies_to_share_with(actor),
        region=region_of(actor),
        may_write=actor.may(Verb.WRITE_CASE),
        find_reference=_finder(actor),
    )


def _finder(actor: Actor) -> Any:
    known: dict[str, UUID | None] = {}
    look = partial(person_of_reference, actor)
    return lambda text: known[text] if text in known else known.setdefault(text, look(text))


def _progress(key: str) -> list[dict[str, Any]]:
    if key == ALL:
        return []
    keys = [*(one.key for one in STEPS), "check"]
    here = keys.index(key)
    labels = [*(one.label for one in STEPS), gettext("Check and save")]
    states = ["done" if place < here else "current" if place == here else "todo" for place in range(len(keys))]
    urls = [*(reverse("desk:register_step", args=[one.key]) for one in STEPS), reverse("desk:register_check")]
    return [
        {"label": label, "state": state, "url": url if state == "done" else ""}
        for label, state, url in zip(labels, states, urls, strict=True)
    ]


def _heads(parts: list[str]) -> tuple[str, ...]:
    return tuple(f"{part}-" for part in parts)


def _begun(searched: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the search already told: the year, sex and commune, and the words as names."""
    begun: dict[str, dict[str, Any]] = {}
    if searched.get("year"):
        begun["birth"] = {"birth": PartialDate.parse(str(searched["year"]))}
    words = str(searched.get("q", "")).split()
    if words and all(word.replace("-", "").replace("'", "").isalpha() for word in words):
        ending = "_ar" if script_of(searched["q"]) == Script.ARABIC else ""
        begun["person"] = {f"given_name{ending}": words[0], f"family_name{ending}": " ".join(words[1:])}
    told = {field: searched[field] for field in ("sex", "commune") if searched.get(field)}
    return begun | ({"person": begun.get("person", {}) | told} if told else {})


def _draft(request: DeskRequest) -> dict[str, Any] | None:
    kept = draft_of(request.actor, DRAFT)
    found: dict[str, Any] | None = kept.value if kept else None
    return found


def _keep(request: DeskRequest, draft: dict[str, Any]) -> bool:
    return keep_draft(DRAFT, draft, showing=UUID(draft["id"]), by=request.actor)
