"""Pages of a register that waits: its columns, what a try told of every row, its pairs, and how far the import is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.codelists.queries import label
from darna.base.imports.reading import UnreadableRegister
from darna.base.lists.kinds import Column
from darna.base.lists.writing import csv_bytes
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Address, page_number, pager_of_total
from darna.base.places.queries import commune_name
from darna.domains.cases.registers import queries, staging
from darna.domains.cases.registers.fields import ALIKE
from darna.domains.cases.registers.forms import ANSWERS, PAIR, MappingForm, answers_in
from darna.domains.cases.registers.reasons import explain
from darna.domains.cases.registers.waiting import (
    ASK_AGAIN,
    PAIRS,
    PROBLEMS,
    Pair,
    ProblemLine,
    Waiting,
    rows_in,
    staged_line,
    waiting,
)
from darna.kernel.errors import NotFound

_PROBLEM_COLUMNS: Final = (
    Column("row", gettext_lazy("Row")),
    Column("weight", gettext_lazy("What happens to the row")),
    Column("column", gettext_lazy("Column")),
    Column("value", gettext_lazy("In the cell")),
    Column("why", gettext_lazy("Why")),
)


@needs(Verb.IMPORT_REGISTER)
def columns(request: DeskRequest, staged_id: UUID) -> HttpResponse:
    """Say what each column holds, with some of its cells beside."""
    found = waiting(request.actor, staged_id)
    seen = _as_said(found)
    form = MappingForm(request.POST or None, columns=seen)
    if request.method == "POST" and form.is_valid():
        try:
            staging.choose_columns(staged_id, form.mapping(), by=request.actor)
            return _to(staged_id)
        except UnreadableRegister as problem:
            form.add_error(None, explain(problem.reason))
    context = {"form": form, "rows": form.rows(seen), "found": found, "told": found.columns}
    return render(request, "cases/staged_columns.html", context, status=422 if form.errors else 200)


@needs(Verb.IMPORT_REGISTER)
@require_GET
def staged(request: DeskRequest, staged_id: UUID) -> HttpResponse:
    """How far a register is; once it is tried, everything it told; once it is in, its report."""
    try:
        line = staged_line(request.actor, staged_id)
    except NotFound:
        if queries.is_in(request.actor, staged_id):
            return HttpResponseRedirect(reverse("cases:import", args=[staged_id]))
        raise
    if line.state == "read":
        return HttpResponseRedirect(reverse("cases:staged_columns", args=[staged_id]))
    if line.state == "comparing" and not line.is_stuck:
        return HttpResponseRedirect(reverse("cases:import", args=[staged_id]))
    if line.is_under_way:
        response = render(request, "cases/staged_progress.html", {"line": line})
        # For browsers without scripts, and for those who leave the page open.
        response["Refresh"] = str(ASK_AGAIN)
        return response
    found = waiting(request.actor, staged_id)
    context = {"line": line, "rows_in": rows_in(request.actor, staged_id), **_tried(request, found)}
    return render(request, "cases/staged.html", context)


@needs(Verb.IMPORT_REGISTER)
@require_GET
def problems(request: DeskRequest, staged_id: UUID) -> HttpResponse:
    """Every refused row and every doubt as a file, to be worked through beside the sheet."""
    lines = waiting(request.actor, staged_id).problems()
    headers = {"Content-Disposition": 'attachment; filename="darna-rows.csv"', "Cache-Control": "no-store"}
    rows = [[(line.row, _weight(line), line.column, line.value, line.sentence) for line in lines]]
    body = b"".join(csv_bytes(_PROBLEM_COLUMNS, rows))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers=headers)


@needs(Verb.IMPORT_REGISTER)
def pairs(request: DeskRequest, staged_id: UUID) -> HttpResponse:
    """Rows whose person may have a file, both sides beside each other; each is decided now or later."""
    found, number = waiting(request.actor, staged_id), page_number(request.GET)
    if not found.told:
        return _to(staged_id)
    if request.method == "POST":
        staging.decide_rows(staged_id, answers_in(request.POST.dict()), by=request.actor)
        messages.success(request, _("The answers are kept. Nothing is in yet."))
        is_last = number * PAIRS >= len(found.told["pairs"])
        return _to(staged_id) if is_last else HttpResponseRedirect(f"{_pairs_url(staged_id)}?page={number + 1}")
    shown = [_beside(pair) for pair in found.pairs(request.actor, (number - 1) * PAIRS)]
    total = len(found.told["pairs"])
    context = {
        "found": found,
        "pairs": shown,
        "pager": pager_of_total(number, PAIRS, total, Address(request.GET, _pairs_url(staged_id))),
    }
    return render(request, "cases/staged_pairs.html", context)


@require_POST
@needs(Verb.IMPORT_REGISTER)
def bring(request: DeskRequest, staged_id: UUID) -> HttpResponse:
    """Bring it in: from here on it may be left alone."""
    staging.confirm_register(staged_id, by=request.actor)
    return _to(staged_id)


@require_POST
@needs(Verb.IMPORT_REGISTER)
def drop(request: DeskRequest, staged_id: UUID) -> HttpResponse:
    """Throw away what waits."""
    staging.drop_staged(staged_id, by=request.actor)
    messages.success(request, _("The register that waited is gone, and whatever of it was in is taken back."))
    return HttpResponseRedirect(reverse("cases:imports"))


def _as_said(found: Waiting) -> Sequence[dict[str, Any]]:
    """The columns with what was said of them, else with what they seem to hold."""
    seen: Sequence[dict[str, Any]] = found.columns["columns"]
    return [{**column, "field": found.mapping.get(column["heading"], column["field"])} for column in seen]


def _tried(request: DeskRequest, found: Waiting) -> dict[str, Any]:
    reason, number = request.GET.get("reason", ""), page_number(request.GET)
    lines = found.problems(reason)
    start = (number - 1) * PROBLEMS
    here = reverse("cases:staged", args=[found.row.pk])
    return {
        "told": found.told,
        "reasons": found.reasons,
        "reason": reason,
        "skipped": found.skipped,
        "problems": [(line, line.weight == "refused") for line in lines[start : start + PROBLEMS]],
        "pager": pager_of_total(number, PROBLEMS, len(lines), Address(request.GET, here)),
        "decided": len(found.decisions),
        "failure": explain(found.row.failure) if found.row.failure else "",
    }


def _beside(pair: Pair) -> dict[str, Any]:
    """A pair as its page shows it: the row on one side, the file or the earlier row on the other."""
    if pair.other_facts is not None:
        other = {"row": pair.other_row, **_words(pair.other_facts)}
    elif pair.other is not None:
        other = _file(pair)
    else:
        other = None
    return {
        "name": f"{PAIR}{pair.key}",
        "sides": [{"row": pair.row, **_words(pair.facts)}, *([other] if other else [])],
        "why": [ALIKE.get(reason, reason) for reason in pair.reasons],
        "answers": [(code, words, code == pair.answer) for code, words in ANSWERS.items()],
        "is_closed": other is None,
    }


def _words(facts: dict[str, Any]) -> dict[str, Any]:
    return {**facts, "sex": label("sex", facts["sex"]), "commune": _commune(facts["commune"])}


def _file(pair: Pair) -> dict[str, Any]:
    line = pair.other
    assert line is not None
    return {
        "url": reverse("desk:file", args=[line.id]),
        "reference": line.reference,
        "name": line.name or line.reference,
        "name_ar": line.name_ar,
        "sex": label("sex", line.sex),
        "birth": str(line.birth or ""),
        "commune": _commune(line.commune),
    }


def _commune(code: str) -> str:
    return commune_name(code, (get_language() or "fr")[:2]) if code else ""


def _weight(line: ProblemLine) -> str:
    return _("refused") if line.weight == "refused" else _("comes in with a doubt")


def _pairs_url(staged_id: UUID) -> str:
    return reverse("cases:staged_pairs", args=[staged_id])


def _to(staged_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("cases:staged", args=[staged_id]))
