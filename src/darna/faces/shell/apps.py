"""Register the shell with Django."""

from __future__ import annotations

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """The design system: templates, components, style, formats."""

    name = "darna.faces.shell"
    label = "shell"


class ComponentsConfig(AppConfig):
    """The components' own registration loads Django's whole administration, which Darna does not have."""

    name = "django_cotton"

    def ready(self) -> None:
        """Let a component's attributes hold tags."""
        from django_cotton.nested_tag_support import enable_nested_tag_support

        enable_nested_tag_support()
