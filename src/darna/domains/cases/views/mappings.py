"""Pages of the sources an agency brings in: what was said of their headings, under which name, and since when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest
from darna.base.pages.forms import ConfirmForm
from darna.base.pages.listing import Address, Cell, columns, page_number, pager, rows_of, sort_in
from darna.domains.cases.registers.forms import MappingFilterForm, MappingNameForm
from darna.domains.cases.registers.mappings import (
    SORTS,
    USED,
    MappingLine,
    mapping_line,
    mapping_lines,
)
from darna.domains.cases.registers.sources import remove_mapping, rename_mapping
from darna.kernel.errors import StaleVersion

_HEADINGS: Final = (
    (gettext_lazy("Name"), "name"),
    (gettext_lazy("What it is"), "kind"),
    (gettext_lazy("Said by"), "by"),
    (gettext_lazy("Said or changed on"), "said"),
    (gettext_lazy("Last used"), USED),
    (gettext_lazy("How often"), "times"),
)


@needs(Verb.IMPORT_REGISTER)
@require_GET
def mappings(request: DeskRequest) -> HttpResponse:
    """The sources whose headings were said, narrowed, sorted, fifty at a time."""
    form, sort = MappingFilterForm(request.GET), sort_in(request.GET, SORTS, USED)
    form.is_valid()
    page = mapping_lines(request.actor, form.filters(sort), page_number(request.GET))
    here = reverse("cases:mappings")
    address = Address(request.GET, here)
    context = {
        "form": form,
        "list": page,
        "reset_url": here,
        "columns": columns(_HEADINGS, sort, SORTS, address, newest_first=(USED, "said")),
        "rows": rows_of(page.lines, [code for _label, code in _HEADINGS], _drawn()),
        "pager": pager(page, page.number, address),
        "sort": sort,
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "cases/mappings.html", context)


@needs(Verb.IMPORT_REGISTER)
def mapping(request: DeskRequest, mapping_id: UUID) -> HttpResponse:
    """One source: what its headings stand for, and its name."""
    line = mapping_line(request.actor, mapping_id)
    form = MappingNameForm(request.POST or None, initial={"name": line.name, "seen_version": line.version})
    if request.method == "POST" and form.is_valid():
        try:
            rename_mapping(mapping_id, form.cleaned_data["name"], seen_version=form.seen, by=request.actor)
        except StaleVersion:
            return _changed_meanwhile(request, line)
        messages.success(request, _("The source has this name now."))
        return HttpResponseRedirect(reverse("cases:mappings"))
    context = {"line": line, "form": form}
    return render(request, "cases/mapping.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Verb.IMPORT_REGISTER)
def forget(request: DeskRequest, mapping_id: UUID) -> HttpResponse:
    """Forget what the headings of a source mean."""
    line, form = mapping_line(request.actor, mapping_id), ConfirmForm(request.POST)
    try:
        seen = form.seen if form.is_valid() else 0
        remove_mapping(mapping_id, seen_version=seen, by=request.actor)
    except StaleVersion:
        return _changed_meanwhile(request, line)
    messages.success(request, _("What was said of this source is forgotten. Nothing that came in was touched."))
    return HttpResponseRedirect(reverse("cases:mappings"))


def _changed_meanwhile(request: DeskRequest, line: MappingLine) -> HttpResponse:
    """The source as it is now, with what was typed beside it."""
    typed = request.POST.get("name", line.name)
    form = MappingNameForm(initial={"name": typed, "seen_version": line.version})
    return render(request, "cases/mapping.html", {"line": line, "form": form, "is_stale": True}, status=409)


def _drawn() -> Mapping[str, Callable[[MappingLine], Cell]]:
    without, form, sheet = _("without a name"), _("export of a form"), _("spreadsheet")
    return {
        "name": lambda line: (("link", reverse("cases:mapping", args=[line.id]), line.name or without),),
        "kind": lambda line: (("text", form if line.is_form else sheet),),
        "by": lambda line: (("name", line.said_by),) if line.said_by else (("muted", "–"),),
        "said": lambda line: (("day", line.said_at),),
        USED: lambda line: (("day", line.last_used_at),) if line.last_used_at else (("muted", "–"),),
        "times": lambda line: (("figure", str(line.used_times)),),
    }
