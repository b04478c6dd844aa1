"""The pages people meet when something did not work: what happened, why, and what to do next.

They read neither the session nor the database, so they still appear when those are the trouble,
and they repeat nothing of what was asked for. Who was found to act before the trouble came is led back to the desk.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.documents.uploading import UploadTooLarge
from darna.faces.shell.languages import language_of_path


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says."""

    heading: str | Promise
    what: str | Promise
    next_step: str | Promise


WORDS: dict[int, Words] = {
    400: Words(
        _("This request could not be read"),
        _("Something in the address or in the form was not understood. Nothing was changed."),
        _("Go back and try again."),
    ),
    403: Words(
        _("This page is not open to you"),
        _("Your role does not include this page. Nothing was changed."),
        _("If you need it for your work, ask your agency's administrator."),
    ),
    404: Words(
        _("There is nothing at this address"),
        _("The address may be mistyped, or what it led to has moved or is not yours to see."),
        _("Check the address, or start again from the first page."),
    ),
    409: Words(
        _("Someone else changed this in the meantime"),
        _("What you saved was based on an older version, so it was not written over the newer one."),
        _("Go back, open the page again, and enter your change once more."),
    ),
    413: Words(
        _("This is too large to be taken in"),
        _("What was sent is larger than any page here takes, so it was stopped on the way. Nothing was saved."),
        _("Go back and send a smaller file: a photograph, or a PDF that was scanned more coarsely."),
    ),
    429: Words(
        _("Too many tries in a short time"),
        _("To protect the people whose data is kept here, this page rests for a while."),
        _("Wait a few minutes, then try again."),
    ),
    500: Words(
        _("Something broke on our side"),
        _("It is not your fault. What you were saving may not have been saved."),
        _(
            "Try again in a few minutes. "
            "If it happens again, tell your agency's administrator at what time it happened."
        ),
    ),
    503: Words(
        _("Darna is resting"),
        _("The service is being maintained or restarted. What was saved is safe."),
        _("Try again in a few minutes."),
    ),
}


def error_page(request: HttpRequest, status: int, words: Words | None = None) -> HttpResponse:
    """Answer with the error page of this status, in the language of the address."""
    language = language_of_path(request.path_info) or translation.get_language() or "en"
    with translation.override(language):
        told = {"status": status, "words": words or WORDS[status], "desk_url": _desk_of(request)}
        html = render_to_string("shell/error.html", told)
    return HttpResponse(html, status=status)


def _desk_of(request: HttpRequest) -> str:
    """Where a member of staff goes on working; nothing for everybody else."""
    if getattr(request, "actor", None) is None:
        return ""
    try:
        return reverse("desk:today")
    except NoReverseMatch:
        return ""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that could not be read, or was too large to be."""
    return error_page(request, 413 if isinstance(exception, UploadTooLarge) else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page closed to this role."""
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing at this address, or nothing this person may see."""
    return error_page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return error_page(request, 500)


def resting(request: HttpRequest) -> HttpResponse:
    """The service is down for a while."""
    return error_page(request, 503)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent from an expired page."""
    words = Words(
        _("This form is too old to be sent"),
        _("The page was open for a long time, or cookies are switched off in your browser. Nothing was saved."),
        _("Go back, reload the page, and send the form again."),
    )
    return error_page(request, 403, words)
