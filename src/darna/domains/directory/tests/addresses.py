"""The addresses of these tests: the directory, and what signs people in."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("desk/directory/", include("darna.domains.directory.urls")),
    path("account/", include("darna.base.accounts.urls")),
    path("agency/", include("darna.base.agencies.urls")),
    path("", include("darna.faces.portal.urls")),
    prefix_default_language=True,
)
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"
