"""Register the shell with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """The design system: templates, components, style, formats."""

    name = "darna.faces.shell"
    label = "shell"
