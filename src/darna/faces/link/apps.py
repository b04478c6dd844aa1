"""The face of links."""

from django.apps import AppConfig


class LinkConfig(AppConfig):
    """The page a partner opens by a link; it knows no account and no session."""

    name = "darna.faces.link"
    label = "link"
