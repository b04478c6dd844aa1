"""The addresses of the interface for other programs, without a language."""

from __future__ import annotations

from darna.faces.api.hsds import api as hsds

app_name = "api"

urlpatterns = hsds.urls[0]
