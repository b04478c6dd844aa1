"""The list of persons registered by the agency, as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.actor import NOBODY
from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.lists.views.shown import Shown
from darna.base.pages.answering import DeskRequest
from darna.base.pages.listing import Cell, columns, page_number, pager, sort_in
from darna.domains.cases.filtering import PersonFilterForm
from darna.domains.cases.kinds import PERSONS, REGISTERED
from darna.domains.cases.queries.registered import SORTS, registered_list
from darna.domains.cases.values import RegisteredLine

_NEWEST_FIRST = frozenset({"registered"})


@require_GET
@needs(Verb.OPEN_FILE)
def persons(request: DeskRequest) -> HttpResponse:
    """The persons whom the agency registered, narrowed, sorted, fifty at a time."""
    shown = Shown(PERSONS, request.GET, request.actor)
    form = PersonFilterForm(shown.asked)
    sort = sort_in(shown.asked, SORTS, REGISTERED)
    form.is_valid()
    page = registered_list(request.actor, form.filters(sort), page_number(shown.asked))
    context = {
        "form": form,
        "list": page,
        "shown": shown,
        "columns": columns(shown.headings, sort, SORTS, shown.address, newest_first=_NEWEST_FIRST),
        "rows": list(_rows(page.lines, shown.columns)),
        "pager": pager(page, page.number, shown.address),
        "sort": sort,
        "is_narrowed": any(shown.asked.get(name) for name in form.fields),
    }
    return render(request, "cases/persons.html", context)


def _rows(lines: Iterable[RegisteredLine], columns: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row, as the shell's tag draws them; the words are translated once."""
    protected, needed = str(_("protected")), str(_("needed"))
    base = reverse("desk:file", args=[NOBODY])
    nothing = (("muted", "–"),)

    def name(line: RegisteredLine) -> Cell:
        link = ("link", base.replace(str(NOBODY), str(line.id)), line.name or line.reference)
        return (link, ("tag", "closed", protected)) if line.is_protected else (link,)

    def worded(words: object) -> Cell:
        return (("text", words),) if words else nothing

    drawn: dict[str, Callable[[RegisteredLine], Cell]] = {
        "name": name,
        "name_ar": lambda line: (("name", line.name_ar),) if line.name_ar else nothing,
        "reference": lambda line: (("figure", line.reference),),
        "sex": lambda line: worded(line.sex_label),
        "birth": lambda line: worded(line.birth_year),
        "commune": lambda line: (("name", line.commune),) if line.commune else nothing,
        "registered": lambda line: (("day", line.registered_on),),
        "cases": lambda line: worded(line.open_cases),
        "interpreter": lambda line: (("tag", "new", needed),) if line.needs_interpreter else nothing,
    }
    cells = [drawn[code] for code in columns]
    for line in lines:
        yield tuple([cell(line) for cell in cells])
