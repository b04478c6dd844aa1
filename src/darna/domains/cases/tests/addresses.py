"""The addresses of these tests: cases, what signs people in, and a file page that stands for the desk's."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.template import loader
from django.urls import include, path

from darna.base.agencies.decorators import signed_in
from darna.domains.cases import queries


@signed_in
def show_file(request, person_id):
    """What the desk's page of a file does with this app."""
    found = queries.file_cases(request.actor, person_id)
    parts = [loader.render_to_string("cases/_case.html", {"case": case}, request) for case in found.cases]
    line = {"timeline": found.timeline, "person_id": person_id}
    return HttpResponse("".join([*parts, loader.render_to_string("cases/_timeline.html", line, request)]))


desk = ([path("persons/<uuid:person_id>/", show_file, name="file")], "desk")

urlpatterns = i18n_patterns(
    path("desk/", include(desk)),
    path("desk/cases/", include("darna.domains.cases.urls")),
    path("desk/lists/", include("darna.base.lists.urls")),
    path("account/", include("darna.base.accounts.urls")),
    path("agency/", include("darna.base.agencies.urls")),
    path("", include("darna.faces.portal.urls")),
    prefix_default_language=True,
)
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"
