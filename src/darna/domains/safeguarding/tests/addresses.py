"""The addresses of these tests: child protection, what signs people in, and a file page that stands for the desk's."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.template import loader
from django.urls import include, path

from darna.base.agencies.decorators import signed_in
from darna.domains.cases.queries import file_cases
from darna.domains.safeguarding.queries import file_part, today_part


@signed_in
def show_file(request, person_id):
    """What the desk's page of a file does with this app."""
    part = file_part(request.actor, person_id, file_cases(request.actor, person_id), is_minor=True)
    return HttpResponse(loader.render_to_string("safeguarding/_of_file.html", {"safeguarding": part}, request))


@signed_in
def show_today(request):
    """What the desk's page of the day does with this app."""
    values = {"safeguarding": today_part(request.actor)}
    return HttpResponse(loader.render_to_string("safeguarding/_today.html", values, request))


desk = (
    [
        path("", show_today, name="today"),
        path("persons/<uuid:person_id>/", show_file, name="file"),
        path("persons/<uuid:person>/protection/", show_today, name="protection"),
    ],
    "desk",
)

urlpatterns = i18n_patterns(
    path("desk/", include(desk)),
    path("desk/cases/", include("darna.domains.cases.urls")),
    path("desk/safeguarding/", include("darna.domains.safeguarding.urls")),
    path("account/", include("darna.base.accounts.urls")),
    path("agency/", include("darna.base.agencies.urls")),
    path("", include("darna.faces.portal.urls")),
    prefix_default_language=True,
)
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"
