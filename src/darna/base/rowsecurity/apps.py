"""The app that owns the schema `sec`: context functions that every guard asks."""

from django.apps import AppConfig


class RowSecurityConfig(AppConfig):
    """Row security has no tables of its own that Django knows; its schema comes from its migrations."""

    name = "darna.base.rowsecurity"
    label = "rowsecurity"
    default_auto_field = "django.db.models.BigAutoField"
