"""The addresses of these tests: questionnaires, what signs people in, and a page that stands for the desk's file."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.urls import include, path

from darna.base.agencies.decorators import signed_in


@signed_in
def show(request, person_id=None):
    """A page of the desk to which others lead back."""
    return HttpResponse("")


desk = ([path("", show, name="today"), path("persons/<uuid:person_id>/", show, name="file")], "desk")

urlpatterns = i18n_patterns(
    path("desk/", include(desk)),
    path("desk/cases/", include("darna.domains.cases.urls")),
    path("desk/questionnaires/", include("darna.domains.assessments.urls")),
    path("account/", include("darna.base.accounts.urls")),
    path("agency/", include("darna.base.agencies.urls")),
    path("", include("darna.faces.portal.urls")),
    prefix_default_language=True,
)
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"
