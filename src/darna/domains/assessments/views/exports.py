"""Answers carried out as a file: for a purpose, noted, safe to open in a spreadsheet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, explain
from darna.domains.assessments import access, actions, files, forms, wording
from darna.domains.assessments.queries.instruments import line_of
from darna.domains.assessments.values import Table
from darna.domains.assessments.views.instruments import XLSX
from darna.kernel.errors import Invalid


@needs(Verb.EXPORT_LIST)
def export(request: DeskRequest, instrument_version_id: UUID) -> HttpResponse:
    """Ask what the answers are for, then hand them over."""
    line = line_of(access.version_to_see(request.actor, instrument_version_id))
    request.actor.require(Verb.READ_NARRATIVE)
    form = forms.ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            tables = actions.export_answers(
                instrument_version_id,
                told["purpose"],
                told["reason"],
                with_references=told["with_references"],
                form=told["form"],
                by=request.actor,
            )
        except Invalid as problem:
            explain(form, problem, say=wording.sentence)
        else:
            return _file(tables, told["form"])
    context = {"form": form, "line": line}
    return render(request, "assessments/export.html", context, status=422 if form.errors else 200)


def _file(tables: list[Table], form: str) -> HttpResponse:
    if form == "csv":
        body, is_packed = files.csv_of(tables)
        kind, name = ("application/zip", "answers.zip") if is_packed else ("text/csv; charset=utf-8", "answers.csv")
    else:
        body, kind, name = files.workbook_of(tables), XLSX, "answers.xlsx"
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
