"""The addresses of these tests: planning, what signs people in, and a file page that stands for the desk's."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.template import loader
from django.urls import include, path

from darna.base.agencies.decorators import signed_in
from darna.base.keys.queries import ciphers_of
from darna.domains.cases.queries import file_cases
from darna.domains.planning.queries import case_plans, today_lines


@signed_in
def show_file(request, person_id):
    """What the desk's page of a file does with this app."""
    ciphers = ciphers_of([person_id])
    plans = case_plans(request.actor, file_cases(request.actor, person_id), ciphers=ciphers)
    parts = [loader.render_to_string("planning/_of_case.html", {"planning": one}, request) for one in plans.values()]
    return HttpResponse("".join(parts))


@signed_in
def show_today(request):
    """What the desk's page of the day does with this app."""
    values = {"planned": today_lines(request.actor)}
    return HttpResponse(loader.render_to_string("planning/_today.html", values, request))


desk = ([path("", show_today, name="today"), path("persons/<uuid:person_id>/", show_file, name="file")], "desk")

urlpatterns = i18n_patterns(
    path("desk/", include(desk)),
    path("desk/cases/", include("darna.domains.cases.urls")),
    path("desk/planning/", include("darna.domains.planning.urls")),
    path("account/", include("darna.base.accounts.urls")),
    path("agency/", include("darna.base.agencies.urls")),
    path("", include("darna.faces.portal.urls")),
    prefix_default_language=True,
)
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"
