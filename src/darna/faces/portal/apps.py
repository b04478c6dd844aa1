"""Register the portal with Django."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public pages."""

    name = "darna.faces.portal"
    label = "portal"
