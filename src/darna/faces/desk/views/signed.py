"""The form that was signed on paper: its pages listed, added, looked at one by one, and taken away."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.documents.scans import ENDINGS, PDF, read_scan
from darna.base.pages.answering import DeskRequest
from darna.domains.people import actions, queries
from darna.domains.people.values import MOST_PAGES, ConsentLine, PersonCard
from darna.faces.desk.forms.signed import RemovePageForm, SignedPageForm
from darna.faces.desk.views.person import both, own_card
from darna.faces.shell.problems import sentence
from darna.kernel.errors import AlreadyDone, Invalid, NotFound

looking = require_http_methods(["GET", "HEAD"])
#: Whatever was sent in, a browser runs nothing of it, keeps nothing of it, and hands it to no other page.
_SHUT: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@needs(Verb.OPEN_FILE)
@looking
def pages(request: DeskRequest, person: UUID, consent: UUID) -> HttpResponse:
    """Which pages of the signed form are kept with an answer."""
    card = own_card(request, person)
    return _listed(request, card, _answer(card, consent), SignedPageForm())


@needs(Verb.RECORD_CONSENT)
@both
def add(request: DeskRequest, person: UUID, consent: UUID) -> HttpResponse:
    """Keep one more page; whoever has a second one goes on from the same page."""
    card = own_card(request, person)
    answer = _answer(card, consent)
    if request.method != "POST":
        return _listed(request, card, answer, SignedPageForm())
    form = SignedPageForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            page = actions.add_signed_page(consent, read_scan(form.upload().read()), by=request.actor)
        except (Invalid, AlreadyDone) as problem:
            form.add_error(form.sent_as, sentence(problem))
        else:
            messages.success(request, gettext("Page %(number)s is kept.") % {"number": page.number})
            return redirect("desk:signed_pages", person, consent)
    return _listed(request, card, answer, form, status=422)


@needs(Verb.OPEN_FILE)
@looking
def page(request: DeskRequest, person: UUID, page: UUID) -> HttpResponse:
    """One page in the frame of the desk, which locks itself; the picture itself is the look that is noted."""
    card = own_card(request, person)
    line = queries.signed_page(request.actor, person, page)
    kept = queries.signed_pages(request.actor, person, line.consent_id)
    at = [one.id for one in kept].index(line.id)
    context = {
        "card": card,
        "page": line,
        "is_picture": line.media_type != PDF,
        "before": kept[at - 1] if at else None,
        "after": kept[at + 1] if at + 1 < len(kept) else None,
    }
    return render(request, "desk/signed_page.html", context)


@needs(Verb.OPEN_FILE)
@looking
def body(request: DeskRequest, person: UUID, page: UUID) -> HttpResponse:
    """The page as it was kept: a picture to look at, a PDF to carry away; every look is noted."""
    line, content = queries.opened_page(request.actor, person, page)
    if request.method == "GET":
        actions.note_page_opening(person, line)
    shown = "attachment" if line.media_type == PDF else "inline"
    name = f"signed-form-{line.number}.{ENDINGS[line.media_type]}"
    headers = {**_SHUT, "Content-Disposition": f'{shown}; filename="{name}"'}
    return HttpResponse(content, content_type=line.media_type, headers=headers)


@needs(Verb.REMOVE_SIGNED_PAGE)
@both
def remove(request: DeskRequest, person: UUID, page: UUID) -> HttpResponse:
    """Take away a page that does not belong here, and say why."""
    card = own_card(request, person)
    line = queries.signed_page(request.actor, person, page)
    form = RemovePageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.remove_signed_page(page, form.cleaned_data["reason"], by=request.actor)
        messages.success(request, gettext("The page is taken away. It can no longer be opened here."))
        return redirect("desk:signed_pages", person, line.consent_id)
    context = {"card": card, "page": line, "form": form}
    return render(request, "desk/signed_page_remove.html", context, status=422 if form.errors else 200)


def _answer(card: PersonCard, consent: UUID) -> ConsentLine:
    found = next((line for line in card.consents if line.id == consent), None)
    if found is None:
        raise NotFound("consent", consent)
    return found


def _listed(
    request: DeskRequest, card: PersonCard, answer: ConsentLine, form: SignedPageForm, *, status: int = 200
) -> HttpResponse:
    kept = queries.signed_pages(request.actor, card.id, answer.id)
    context = {
        "card": card,
        "answer": answer,
        "pages": kept,
        "members": names_of_members({one.added_by for one in kept}),
        "form": form,
        "pdf": PDF,
        "may_add": request.actor.may(Verb.RECORD_CONSENT) and len(kept) < MOST_PAGES,
        "may_remove": request.actor.may(Verb.REMOVE_SIGNED_PAGE),
    }
    return render(request, "desk/signed_pages.html", context, status=status)
