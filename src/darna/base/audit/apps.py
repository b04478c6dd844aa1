"""The app of the audit trail."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Changes, entries and seals; append-only."""

    name = "darna.base.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
