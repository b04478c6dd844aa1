"""Protected files that were opened in an emergency: opening one, the list, looking into one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page, explain, shown
from darna.base.pages.forms import ConfirmForm
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.people import actions
from darna.domains.people.queries.emergency import (
    EMERGENCY_SORTS,
    EmergencyLine,
    emergency_line,
    emergency_lines,
)
from darna.domains.privacy import wording
from darna.domains.privacy.forms import EmergencyFilterForm, EmergencyForm, ReviewForm
from darna.domains.privacy.views.saying import answered, flag
from darna.kernel.clock import CASABLANCA
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused
from darna.kernel.locales import day_in_words, locale_of

_COLUMNS: tuple[tuple[Any, str], ...] = (
    (_("Began"), "began"),
    (_("Who"), ""),
    (_("File"), ""),
    (_("Kind of emergency"), ""),
    (_("Closed again"), "until"),
    (_("What was found"), ""),
)


@require_GET
@needs(Verb.OPEN_FILE)
def emergencies(request: DeskRequest) -> HttpResponse:
    """The emergencies one may follow: one's own, those of files one is named for, all for whoever reviews."""
    asked, actor = request.GET, request.actor
    form, address = EmergencyFilterForm(asked), Address(asked, request.path)
    sort = sort_in(asked, EMERGENCY_SORTS, "began")
    form.is_valid()
    found = emergency_lines(actor, form.filters(sort), number=page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, EMERGENCY_SORTS, address, newest_first=("began", "until")),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": request.path,
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "may_open": actor.may(Verb.OPEN_IN_EMERGENCY),
    }
    return render(request, "privacy/emergencies.html", context)


@require_GET
@needs(Verb.OPEN_FILE)
def emergency(request: DeskRequest, emergency_id: UUID) -> HttpResponse:
    """One emergency."""
    line = emergency_line(request.actor, emergency_id)
    may_review = request.actor.may(Verb.REVIEW_EMERGENCY) and not line.is_own and not line.finding
    return render(request, "privacy/emergency.html", {"line": line, "may_review": may_review})


@needs(Verb.OPEN_IN_EMERGENCY)
def open_file(request: DeskRequest) -> HttpResponse:
    """Open a protected file for some hours, for a reason that others read."""
    form = EmergencyForm(request.POST or None)
    page = Page(
        _("Open a protected file in an emergency"),
        _("Open the file"),
        _("The file is open to you. Supervisors, the data-protection officer and those named for it were told."),
        reverse("privacy:emergencies"),
        _("Back to the emergencies"),
        lead=_(
            "Some files are seen by named workers alone. Open one only when somebody would come to harm while you look "
            "for them. Everything you look at is written down, and somebody else says afterwards whether it was needed."
        ),
        is_danger=True,
        onward=lambda made: reverse("desk:file", args=[made.person_id]),
    )

    def act() -> Any:
        return actions.open_in_emergency(**form.cleaned_data, by=request.actor)

    try:
        return answered(request, form, page, act)
    except (NotFound, Refused) as problem:
        field, code = ("reference", "no_protected_file") if isinstance(problem, NotFound) else ("", problem.code)
        explain(form, Invalid(field, code), say=wording.sentence)
        return shown(request, form, page, status=422)


@needs(Verb.OPEN_FILE)
def end(request: DeskRequest, emergency_id: UUID) -> HttpResponse:
    """Close the file before its hours are over."""
    line = emergency_line(request.actor, emergency_id)
    if not line.is_running:
        raise AlreadyDone("emergency_is_over")
    form = ConfirmForm(request.POST or None, initial={"seen_version": line.version})
    page = _page(line, _("Close the file now?"), _("Close it"), _("The file is closed to them."))
    # Whoever ends their own may not see it from the next page on.
    return answered(
        request,
        form,
        page,
        lambda: actions.end_emergency(emergency_id, seen_version=form.seen, by=request.actor),
    )


@needs(Verb.REVIEW_EMERGENCY)
def review(request: DeskRequest, emergency_id: UUID) -> HttpResponse:
    """Say whether it was needed."""
    line = emergency_line(request.actor, emergency_id)
    if line.finding:
        raise AlreadyDone("emergency_is_reviewed")
    if line.is_own:
        raise Refused("emergency_is_your_own")
    form = ReviewForm(request.POST or None, initial={"seen_version": line.version})
    page = _page(line, _("Was it needed?"), _("Save"), _("It is written down."))

    def act() -> Any:
        told = form.cleaned_data
        return actions.review_emergency(
            emergency_id, told["finding"], told["remark"], seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


def _page(line: EmergencyLine, title: Any, button: Any, said: Any) -> Page:
    back = reverse("privacy:emergency", args=[line.id])
    return Page(title, button, said, back, _("Back to the emergency"), line.reference, lead=line.reason)


def _rows(lines: Iterable[EmergencyLine]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        found: tuple[Any, ...] = (
            ("text", line.finding_label) if line.finding else ("tag", "new", _("not looked into yet"))
        )
        over = flag(line.is_running, "danger", _("open now"))
        yield (
            (("link", reverse("privacy:emergency", args=[line.id]), _moment(line)),),
            (("text", line.who),),
            (("text", line.reference) if line.reference else ("muted", _("a protected file")),),
            (("text", line.cause_label),),
            (("text", ""), *over) if line.is_running else (("day", line.over_at.date()),),
            (found,),
        )


def _moment(line: EmergencyLine) -> str:
    at = line.began_at.astimezone(ZoneInfo(CASABLANCA))
    return f"{day_in_words(at.date(), locale_of(get_language()))} {at:%H:%M}"
