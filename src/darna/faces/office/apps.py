"""The app of the administrators' room."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Administration across accounts, agencies, messages and the trail."""

    name = "darna.faces.office"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from darna.faces.office import trail  # noqa: F401 - its receivers listen from now on
