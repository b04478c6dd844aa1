"""Where somebody sees when the register was looked through for files of one person, and has it looked through now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, rows_of, sort_in
from darna.domains.linkage import actions, forms, queries, wording
from darna.domains.linkage.models import Run
from darna.domains.linkage.queries import SORTS
from darna.domains.linkage.values import RunLine
from darna.kernel.errors import AlreadyDone

_COLUMNS: Final[tuple[tuple[Any, str], ...]] = (
    (_("Asked on"), "asked"),
    (_("Why"), ""),
    (_("State"), ""),
    (_("Files compared"), "persons"),
    (_("Weights"), ""),
    (_("Pairs found"), ""),
    (_("New pairs"), "proposed"),
)


@require_GET
@needs(Verb.EDIT_PERSON)
def runs(request: DeskRequest) -> HttpResponse:
    """When the register was looked through, narrowed, sorted, fifty at a time."""
    asked = request.GET
    form, sort, address = forms.RunFilterForm(asked), sort_in(asked, SORTS, "asked"), Address(asked, request.path)
    form.is_valid()
    found = queries.run_lines(request.actor, form.filters(sort), page_number(asked))
    context = {
        "form": form,
        "found": found,
        "columns": columns(_COLUMNS, sort, SORTS, address, newest_first=("asked", "persons", "proposed")),
        "rows": rows_of(found.lines, list(_CELLS), _CELLS),
        "pager": pager(found, found.number, address),
        "reset_url": request.path,
        "sort": sort,
        "is_narrowed": any(asked.get(name) for name in form.fields),
        "run": queries.under_way(request.actor),
    }
    return render(request, "linkage/list.html", context)


@require_GET
@needs(Verb.EDIT_PERSON)
def progress(request: DeskRequest) -> HttpResponse:
    """Where the run is; when it has ended, the page is asked for anew."""
    run = queries.under_way(request.actor)
    answer = render(request, "linkage/_progress.html", {"run": run})
    if run is None:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@needs(Verb.EDIT_PERSON)
def look(request: DeskRequest) -> HttpResponse:
    """Have the register looked through now."""
    try:
        actions.ask_for_a_run(Run.Why.HAND, by=request.actor)
    except AlreadyDone as under_way:
        messages.info(request, wording.sentence(under_way.code))
    else:
        messages.success(request, gettext("The register is being looked through. You may leave this page."))
    return redirect("linkage:list")


def _weights(line: RunLine) -> str:
    if line.model_number == 0:
        return gettext("shipped")
    return gettext("learnt here, number %(number)s") % {"number": line.model_number}


_CELLS: Final[Mapping[str, Callable[[RunLine], Cell]]] = {
    "asked": lambda line: (("moment", line.asked_at),),
    "why": lambda line: (("text", line.why_label),),
    "state": lambda line: (("tag", line.tag_kind, line.state_label),),
    "persons": lambda line: (("count", line.persons),),
    "weights": lambda line: (("text", _weights(line)),),
    "found": lambda line: (("count", line.found),),
    "proposed": lambda line: (("count", line.proposed),),
}
