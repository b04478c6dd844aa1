"""The room of people whose answer is another under the law of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, sort_in
from darna.domains.entitlements import actions, forms, queries
from darna.domains.entitlements.values import LOOKS, ChangedLine
from darna.domains.entitlements.views.answering import case_url, decision_url
from darna.domains.entitlements.wording import sentence
from darna.kernel.errors import AlreadyDone

_COLUMNS: Final = (
    (_("Person"), ""),
    (_("Question"), "question"),
    (_("Answer then"), ""),
    (_("Answer now"), ""),
    (_("Reasons that differ"), "differing"),
    (_("Found on"), "changed"),
    (_("Case"), ""),
    (_("Worker"), ""),
)
#: Seconds after which the page of a run that is under way asks again.
LOOK_AGAIN: Final = 10
_NEWEST_FIRST: Final = frozenset({"changed", "differing"})


@require_GET
@needs(Verb.READ_NARRATIVE)
def changed(request: DeskRequest) -> HttpResponse:
    """Those whose answer changed, narrowed, sorted, some at a time; each leads to the answer and to the case."""
    asked, actor = request.GET, request.actor
    form = forms.ChangedForm(asked, questions=queries.questions_asked(actor))
    sort, address = sort_in(asked, queries.SORTS, "changed"), Address(asked, request.path)
    form.is_valid()
    asking = queries.last_asking(actor)
    found = queries.changed_answers(actor, form.filters(sort), page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, queries.SORTS, address, newest_first=_NEWEST_FIRST),
        "rows": list(_rows(found.lines)),
        "pager": pager(found, found.number, address),
        "reset_url": reverse("entitlements:changed"),
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "asking": asking,
        "may_ask": actor.may(Verb.SUPERVISE),
    }
    response = render(request, "entitlements/changed.html", context)
    if asking and asking.state == "under_way" and context["may_ask"]:
        # For whoever began it and looks how far it is; others read the list in peace.
        response["Refresh"] = str(LOOK_AGAIN)
    return response


@require_POST
@needs(Verb.SUPERVISE)
def ask_all_again(request: DeskRequest) -> HttpResponse:
    """Have all saved answers asked again now, and not only at night; one run at a time."""
    try:
        actions.ask_all_again(by=request.actor)
        messages.success(request, _("Saved answers are being asked again. This page says how far it is."))
    except AlreadyDone as problem:
        messages.info(request, sentence(problem.code))
    return HttpResponseRedirect(reverse("entitlements:changed"))


def _rows(lines: Iterable[ChangedLine]) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        yield (
            (("link", decision_url(line.decision_id), line.person_name),),
            (("text", line.title),),
            (("tag", LOOKS[line.was], line.was_label),),
            (("tag", LOOKS[line.answer], line.answer_label),),
            (("text", str(line.differing)) if line.differing else ("muted", "–"),),
            (("day", line.changed_on),),
            (("link", case_url(line.case_id), line.case_reference),),
            (("name", line.worker) if line.worker else ("muted", "–"),),
        )
