"""Registers the code lists app with Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CodelistsConfig(AppConfig):
    """Closed lists of words, as data."""

    name = "darna.base.codelists"
    label = "codelists"
    verbose_name = _("Code lists")
    default_auto_field = "django.db.models.BigAutoField"
