"""My rights: one page that reads what is told, answers it and forgets it. Nothing is in an address, nothing is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from darna.base.accounts.decorators import public
from darna.base.paper import NoPDF
from darna.domains.directory.queries import published
from darna.domains.directory.values import PublicFilters
from darna.faces.portal import ways
from darna.faces.portal.asking.views import ask_with
from darna.faces.portal.lawbook import book_today
from darna.faces.portal.rights import timeline
from darna.faces.portal.rights.answering import page_teller
from darna.faces.portal.rights.forms import MOST, RightsForms, bounded, told_rows, without_row
from darna.faces.portal.rights.keeping import LARGEST, as_file, read_file
from darna.faces.portal.rights.letters import Told, letter, letter_as_pdf, tongue_of
from darna.faces.portal.rights.naming import country_in_words
from darna.faces.portal.rights.surveying import details_for, lengths, survey
from darna.faces.portal.rights.wording import as_question
from darna.faces.portal.services.lines import lines_of
from darna.faces.portal.turns import has_turn
from darna.faces.shell.problems import OF_A_KEPT_FILE
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate
from darna.kernel.errors import Invalid
from darna.rules.engine.words import Teller

View = Callable[..., HttpResponse]
_PAGE: Final = "portal/rights/page.html"
#: The need by which the directory finds who helps with it, and how many of them stand here.
NEED: Final = "portability"
_SERVICES: Final = 4
#: A press on the button that asks what would change one answer, followed by the name of its question.
_OPENS: Final = "change:"
#: One byte more than a file may have, so that a larger one is refused without being read.
_MOST_READ: Final = LARGEST + 1


def forgotten(view: View) -> View:
    """Anyone may open it; no browser and nobody in between keeps it, and no report of an error holds what was told."""

    @public
    @sensitive_post_parameters()
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"
        return response

    return shown


@forgotten
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest) -> HttpResponse:
    """The page: periods are told, and the answers stand under them."""
    tell = _tell()
    if request.method != "POST":
        return _page(request, RightsForms(None, tell))
    changed = _rows_changed(request.POST)
    if changed is not None:
        return _page(request, RightsForms(changed, tell, is_checked=False))
    return _answered(request, RightsForms(request.POST, tell))


@forgotten
@require_POST
def write_letter(request: HttpRequest) -> HttpResponse:
    """The letter to the institution of one country, as a PDF."""
    forms = RightsForms(request.POST, _tell())
    country = request.POST.get("to", "")
    if not forms.is_valid or country not in forms.career.countries:
        return _answered(request, forms)
    if not has_turn(request):
        return _waiting(request, forms)
    try:
        body = letter_as_pdf(letter(_told(forms, country), book_today()))
    except NoPDF:
        return _answered(request, forms, has_no_pdf=True)
    return _file(body, "application/pdf", "letter.pdf")


@forgotten
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What was told as a file to keep."""
    forms = RightsForms(request.POST, _tell())
    if not forms.is_valid:
        return _answered(request, forms)
    return _file(as_file(forms, on=today()).encode(), "application/json", "darna.json")


@forgotten
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """The form filled again from such a file; nothing is answered until the person has looked at it."""
    upload, refusal = request.FILES.get("file"), "not_readable"
    if upload is not None:
        try:
            fields = read_file(upload.read(_MOST_READ))
        except Invalid as invalid:
            refusal = invalid.code
        else:
            return _page(request, RightsForms(fields, _tell(), is_checked=False), is_brought=True)
    return _page(request, RightsForms(None, _tell()), status=422, refusal=OF_A_KEPT_FILE[refusal])


@forgotten
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """What was told as the text of a question to the Maison, which the person reads and sends, or not."""
    forms = RightsForms(request.POST, _tell())
    if not forms.is_valid:
        return _answered(request, forms)
    file = as_file(forms, on=today(), with_lines=False)
    return ask_with(request, as_question(forms.career, forms.facts.told, forms.tell), file)


def _answered(request: HttpRequest, forms: RightsForms, **more: Any) -> HttpResponse:
    if not forms.is_valid:
        return _page(request, forms, status=422)
    if not has_turn(request):
        return _waiting(request, forms)
    career, tell, on = forms.career, forms.tell, today()
    facts, known = forms.facts.told, book_today()
    opened = request.POST.get("do", "").removeprefix(_OPENS)
    found = survey(facts, career, tell, known, on=on, opened=opened)
    forms.ask([*found.missing, *details_for(career.countries, known, on)])
    told: dict[str, Any] = {
        "places": found.places,
        "untried": found.untried,
        "opened": opened,
        "drawing": timeline.timeline(career, tell, on=on),
        "lines": timeline.table(career, tell, on=on),
        "sums": timeline.sums(career, tell, lengths(facts, career, known, on=on), on=on),
        "letters": [_tongue(code, tell) for code in career.countries],
        "services": _services(tell.language),
    }
    return _page(request, forms, **told, **more)


def _waiting(request: HttpRequest, forms: RightsForms) -> HttpResponse:
    return _page(request, forms, status=429, waits=True)


def _page(request: HttpRequest, forms: RightsForms, *, status: int = 200, **told: Any) -> HttpResponse:
    context = {"forms": forms, "has_asking": ways.has_asking(), "may_add": forms.rows < MOST, **told}
    return render(request, _PAGE, context, status=status)


def _rows_changed(data: Mapping[str, Any]) -> dict[str, Any] | None:
    """What was written with a row more or less, None when neither was asked for."""
    wish, rows = data.get("do", ""), told_rows(data)
    if wish == "add":
        return {**dict(data.items()), "rows": str(bounded(rows + 1))}
    name, _colon, place = wish.partition(":")
    if name == "remove" and place.isascii() and place.isdigit():
        return {**without_row(data, int(place[:3]), rows), "rows": str(bounded(rows - 1))}
    return None


def _told(forms: RightsForms, country: str) -> Told:
    facts = forms.facts.told
    born = facts.get("birth_date")
    return Told(
        country,
        forms.career,
        born if isinstance(born, PartialDate) else None,
        forms.letter.lines,
        is_legal_in_union=facts.get("legally_resident_in_eu") is True,
        on=today(),
    )


def _tongue(code: str, tell: Teller) -> dict[str, Any]:
    tongue = tongue_of(code)
    own, written = tongue.named(tell.language)
    name = country_in_words(code, tell)
    return {"code": code, "name": name, "own": own, "written": written, "is_own": tongue.is_own}


def _services(language: str) -> list[Any]:
    if not ways.has_services():
        return []
    wanted = PublicFilters(need=NEED)
    found = published.find_shown(wanted, language, limit=_SERVICES, using=settings.PORTAL_DATABASE)
    return lines_of(found.lines, language)


def _file(body: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)


def _tell() -> Teller:
    return page_teller((get_language() or "fr")[:2])
