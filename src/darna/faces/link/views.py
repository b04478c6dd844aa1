"""What a partner meets behind a link: a door that tells nothing, the request, thanks, or that it is over.

The door opens by a button, for programs that look at letters follow links and must not open a package.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from darna.base.accounts.addresses import client_address
from darna.base.accounts.decorators import public
from darna.domains.links import bylink
from darna.domains.links.bylink import Answer, Door, Found
from darna.domains.links.values import Opened
from darna.faces.link.forms import FORMS, SAYS, AnswerForm
from darna.faces.shell.errors import WORDS, Words, error_page

#: The mark that the button of the door was pressed on this device; it opens nothing without the link itself.
COOKIE: Final = "darna_link"
SECONDS: Final = 1800
_SALT: Final = "darna.link.door"
GONE: Final = Words(
    _("This request is no longer available"),
    _(
        "The person no longer wishes it to be shared, the house took it back or made a newer link, it was answered, or "
        "its time is over."
    ),
    _("Use the last link you were given, or ask the house that wrote to you for a new one."),
)
UNKNOWN: Final = Words(
    _("This link opens nothing"),
    _("It may be mistyped or cut off."),
    _("Use the last link you were given, or ask the house that wrote to you."),
)
LATE: Final = Words(
    _("This was answered in the meantime"),
    _("Somebody of your office answered the request since you opened this page, so your answer was not taken."),
    _("Open the link again to see how it stands."),
)
_TURNED: Final[Mapping[Found, tuple[int, Words]]] = {
    Found.UNKNOWN: (404, UNKNOWN),
    Found.GONE: (410, GONE),
    Found.WAIT: (429, WORDS[429]),
}


@public
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one link; what it answers is kept by nobody on the way."""
    response = _answered(request, bylink.door_of(token, client_address(request.META)), token)
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def _answered(request: HttpRequest, door: Door, token: str) -> HttpResponse:
    said = request.POST.get("do", "") if request.method == "POST" else ""
    if said in FORMS and door.found in {Found.OPEN, Found.GONE}:
        return _said(request, door, FORMS[said](request.POST))
    if door.found is not Found.OPEN:
        return error_page(request, *_TURNED[door.found])
    if said == "open":
        response = HttpResponseRedirect(request.path)
        mark = signing.dumps(str(door.link_id), salt=_SALT)
        secure = bool(settings.SESSION_COOKIE_SECURE)
        response.set_cookie(COOKIE, mark, SECONDS, path=request.path, secure=secure, httponly=True, samesite="Lax")
        return response
    if request.method == "HEAD" or not _has_opened(request, door):
        return render(request, "link/door.html", {})
    return _shown(request, door)


def _said(request: HttpRequest, door: Door, form: AnswerForm) -> HttpResponse:
    if not form.is_valid():
        if door.found is Found.GONE:
            return error_page(request, 410, GONE)
        return _shown(request, door, form)
    told = form.cleaned_data
    # The link died with this very answer, sent a second time by a slow line: it is thanked.
    if door.found is Found.GONE:
        is_known = bylink.knows(door, told["step"])
        return _thanks(request, form.what, is_open=False) if is_known else error_page(request, 410, GONE)
    became = bylink.answer(
        door,
        told["step"],
        form.what,
        reason=told.get("reason", ""),
        note=told["note"].strip(),
        address=client_address(request.META),
    )
    if became in {Answer.DONE, Answer.KNOWN}:
        return _thanks(request, form.what, is_open=form.what in {"accepted", "asked"})
    return _refused(request, became)


def _refused(request: HttpRequest, became: Answer) -> HttpResponse:
    turned = {Answer.GONE: (410, GONE), Answer.LATE: (409, LATE), Answer.WAIT: (429, WORDS[429])}
    return error_page(request, *turned.get(became, (400, WORDS[400])))


def _shown(request: HttpRequest, door: Door, wrong: AnswerForm | None = None) -> HttpResponse:
    shown: Opened | None = bylink.opened(door, client_address(request.META))
    if shown is None:
        return error_page(request, 429, WORDS[429])
    forms = {what: wrong if wrong and wrong.what == what else FORMS[what]() for what in SAYS.get(shown.state, ())}
    context: dict[str, Any] = {"shown": shown, "package": shown.package, "forms": forms, "wrong": wrong}
    return render(request, "link/request.html", context, status=422 if wrong else 200)


def _thanks(request: HttpRequest, what: str, *, is_open: bool) -> HttpResponse:
    return render(request, "link/thanks.html", {"what": what, "is_open": is_open})


def _has_opened(request: HttpRequest, door: Door) -> bool:
    try:
        mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=SECONDS)
    except signing.BadSignature:
        return False
    return bool(mark == str(door.link_id))
