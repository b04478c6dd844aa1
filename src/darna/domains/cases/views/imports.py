"""Pages of imports: a register is dropped, the report of one that is in is read, and it is taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.imports.reading import UnreadableRegister
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Column
from darna.domains.cases.registers import queries
from darna.domains.cases.registers.forms import RegisterForm
from darna.domains.cases.registers.reasons import explain
from darna.domains.cases.registers.staging import stage_register, take_back
from darna.domains.cases.registers.waiting import ASK_AGAIN, staged_of
from darna.kernel.errors import AlreadyDone

_COLUMNS = (
    Column(gettext_lazy("Brought in")),
    Column(gettext_lazy("By")),
    Column(gettext_lazy("Rows"), is_number=True),
    Column(gettext_lazy("New"), is_number=True),
    Column(gettext_lazy("Known"), is_number=True),
    Column(gettext_lazy("To decide"), is_number=True),
    Column(gettext_lazy("Refused"), is_number=True),
    Column(gettext_lazy("State")),
)


@needs(Verb.IMPORT_REGISTER)
def imports(request: DeskRequest) -> HttpResponse:
    """The imports of the agency, and the place to hand over a register."""
    if request.method == "POST":
        return _staged(request)
    return _page(request, RegisterForm())


@needs(Verb.IMPORT_REGISTER)
@require_GET
def show_import(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    """One import with its report; while its pairs are looked for, or it goes out, the page looks again by itself."""
    report = queries.import_report(request.actor, batch_id)
    response = render(request, "cases/import.html", {"report": report})
    if report.line.to_compare or report.line.is_going_out:
        response["Refresh"] = str(ASK_AGAIN)
    return response


@needs(Verb.IMPORT_REGISTER)
def undo_import(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    """Ask first, then take the import back."""
    if request.method != "POST":
        report = queries.import_report(request.actor, batch_id)
        return render(request, "cases/import_undo.html", {"report": report})
    try:
        _tell_undone(request, batch_id)
    except AlreadyDone:
        messages.info(request, _("This import was taken back before; nothing of it is left."))
    return HttpResponseRedirect(reverse("cases:import", args=[batch_id]))


def _tell_undone(request: DeskRequest, batch_id: UUID) -> None:
    result = take_back(batch_id, by=request.actor)
    if result is None:
        messages.info(request, _("The import is being taken back. You may leave this page."))
        return
    gone, kept = result.undone, len(result.kept)
    messages.success(
        request, ngettext("%(count)s row was taken back.", "%(count)s rows were taken back.", gone) % {"count": gone}
    )
    if kept:
        said = ngettext(
            "%(count)s row stayed; the report says why.", "%(count)s rows stayed; the report says why.", kept
        )
        messages.warning(request, said % {"count": kept})


def _staged(request: DeskRequest) -> HttpResponse:
    form = RegisterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        staged = stage_register(form.cleaned_data["workbook"].read(), by=request.actor)
    except UnreadableRegister as problem:
        form.add_error("workbook", explain(problem.reason))
        return _page(request, form, status=422)
    return HttpResponseRedirect(reverse("cases:staged_columns", args=[staged.pk]))


def _page(request: DeskRequest, form: RegisterForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "columns": _COLUMNS,
        "imports": queries.imports_of(request.actor),
        "waiting": staged_of(request.actor),
    }
    return render(request, "cases/imports.html", context, status=status)
