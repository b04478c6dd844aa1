"""The app of messages."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """See the README of this folder."""

    name = "darna.base.messages"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"
