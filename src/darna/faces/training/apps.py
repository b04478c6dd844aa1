"""The app of training mode."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.faces.training"
    label = "training"
    default_auto_field = "django.db.models.BigAutoField"
