"""How a page with one form answers in the directory: in its words; the addresses it leads to."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from darna.base.pages import answering
from darna.domains.directory import wording
from darna.domains.directory.models import Organisation, Service

answered = partial(answering.answered, say=wording.sentence)


def named(row: Organisation | Service) -> str:
    """The name of an entry in the language of the page."""
    return row.name.in_(get_language() or "fr")


def service_url(service_id: UUID) -> str:
    """The address of a service's page."""
    return reverse("directory:service", args=[service_id])


def organisation_url(organisation_id: UUID) -> str:
    """The address of an organisation's page."""
    return reverse("directory:organisation", args=[organisation_id])
