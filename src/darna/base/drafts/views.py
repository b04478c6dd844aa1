"""What a page with a form does about drafts; the form's own address keeps them, under the form's own rights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect

from darna.base.drafts import actions, queries
from darna.base.drafts.models import NOBODY
from darna.kernel.clock import now

#: Names in a sent form that are the house's own and no answers.
OWN_NAMES = frozenset({"csrfmiddlewaretoken", "draft_do", "draft_showing"})
#: What a form asks for beside being saved: kept while typing, kept for later, thrown away.
AUTO, LATER, DROP = "auto", "later", "drop"


@dataclass(frozen=True, slots=True)
class Slot:
    """The form on the page and the record it is about; what `drafts/` templates read.

    `kept_at` says when something was kept that this page does not show; `showing` tells this page from others.
    """

    form: str
    about: UUID = NOBODY
    person_id: UUID | None = None
    showing: UUID | None = None
    kept_at: datetime | None = None
    is_resumed: bool = False
    url: str = ""


def answers_in(sent: QueryDict) -> dict[str, list[str]]:
    """What was typed, as it was typed."""
    return {name: [str(value) for value in values] for name, values in sent.lists() if name not in OWN_NAMES}


def as_sent(answers: Mapping[str, Sequence[str]]) -> QueryDict:
    """What was typed in the shape that a form reads."""
    data = QueryDict(mutable=True)
    for name, values in answers.items():
        data.setlist(name, list(values))
    return data


def shown(request: Any, slot: Slot) -> tuple[Slot, QueryDict | None]:
    """The slot of a page about to be shown, and what to fill its form with when the reader goes on from a draft.

    One or two queries.
    """
    if request.method == "POST":
        return replace(slot, showing=_showing(request)), None
    kept = queries.draft_of(request.actor, slot.form, slot.about)
    slot = replace(slot, showing=uuid4(), kept_at=kept.kept_at if kept else None)
    if kept is None or "draft" not in request.GET:
        return slot, None
    return replace(slot, is_resumed=True), as_sent(kept.value)


def kept_instead(request: Any, slot: Slot, *, back: str, value: Any = None) -> HttpResponse | None:
    """The answer to a form that was sent to be kept or thrown away; None when it was sent to be saved."""
    do = request.POST.get("draft_do", "") if request.method == "POST" else ""
    if do in {AUTO, LATER}:
        told = answers_in(request.POST) if value is None else value
        is_kept = actions.keep_draft(
            slot.form,
            told,
            showing=_showing(request),
            about=slot.about,
            person_id=slot.person_id,
            by=request.actor,
        )
        return said_kept(request, is_kept=is_kept) if do == AUTO else led_back(request, back)
    if do == DROP:
        actions.end_draft(slot.form, about=slot.about, by=request.actor)
        messages.info(request, gettext("What was typed has been thrown away. Nothing was saved."))
        return HttpResponseRedirect(back)
    return None


def saved(request: Any, slot: Slot) -> None:
    """The form was saved: its draft is over, also for what a slow line brings later. One query."""
    actions.end_draft(slot.form, about=slot.about, showing=_showing(request), by=request.actor)


def said_kept(request: Any, *, is_kept: bool = True) -> HttpResponse:
    """The word beside the button that says since when nothing typed is lost."""
    return render(request, "drafts/_kept.html", {"kept_at": now() if is_kept else None})


def led_back(request: Any, back: str) -> HttpResponse:
    """Away from the form, with the word that it is kept."""
    messages.success(
        request,
        gettext("What you typed is kept for two days, for you alone. You find it again on the page of the day."),
    )
    # Sent by htmx, the answer would be put into the form instead of leading on.
    return HttpResponseClientRedirect(back) if request.htmx else HttpResponseRedirect(back)


def _showing(request: Any) -> UUID:
    try:
        return UUID(request.POST.get("draft_showing", ""))
    except ValueError:
        return uuid4()
