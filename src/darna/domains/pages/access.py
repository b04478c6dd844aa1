"""Who edits which public page, who publishes it; PostgreSQL says the same again.

Content managers write the pages of their own agency; those of a house of migrants also the ones that were shipped.
Publishing, sending back and retiring is open to the agency's administrator too, so that a second person is there.
"""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, Model, Q, QuerySet

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.agencies.roles import Verb
from darna.domains.pages.models import Page, PageImage, PageText, PageVersion
from darna.kernel.errors import NotFound

Row = TypeVar("Row", bound=Model)


def pages_edited_by(actor: Actor) -> QuerySet[Page]:
    """The pages whose drafts the actor reads. Raises: Refused."""
    actor.require(Verb.PUBLISH_PAGES)
    is_house = Exists(Agency.objects.filter(pk=actor.agency_id, kind=Agency.Kind.MAISON))
    return Page.objects.filter(Q(agency_id=actor.agency_id) | (Q(agency_id__isnull=True) & Q(is_house)))


def edited_page(actor: Actor, page_id: UUID) -> Page:
    """One page with its drafts. One query. Raises: Refused, NotFound."""
    return _found("page", page_id, pages_edited_by(actor).filter(pk=page_id))


def edited_version(actor: Actor, version_id: UUID) -> PageVersion:
    """One version with its page. One query. Raises: Refused, NotFound."""
    rows = PageVersion.objects.filter(pk=version_id, page__in=pages_edited_by(actor))
    return _found("page", version_id, rows.select_related("page"))


def text_to_write(actor: Actor, text_id: UUID) -> PageText:
    """A text of a draft, with its version and page. One query. Raises: Refused; NotFound once it was proposed."""
    actor.require(Verb.KEEP_PAGES)
    rows = PageText.objects.filter(pk=text_id, page_version__state="draft")
    rows = rows.filter(page_version__page__in=pages_edited_by(actor))
    return _found("page", text_id, rows.select_related("page_version__page"))


def image_to_write(actor: Actor, image_id: UUID) -> PageImage:
    """A picture of a draft, without its bytes. One query. Raises: Refused; NotFound once it was proposed."""
    actor.require(Verb.KEEP_PAGES)
    rows = PageImage.objects.filter(pk=image_id, page_version__state="draft")
    rows = rows.filter(page_version__page__in=pages_edited_by(actor)).defer("body")
    return _found("page", image_id, rows.select_related("page_version__page"))


def draft_to_write(actor: Actor, version_id: UUID) -> PageVersion:
    """A draft with its page, held until the transaction ends, so that nobody proposes what is being written.

    One query. Raises: Refused; NotFound for anything that is no draft.
    """
    actor.require(Verb.KEEP_PAGES)
    rows = PageVersion.objects.filter(pk=version_id, state="draft", page__in=pages_edited_by(actor))
    return _found("page", version_id, rows.select_related("page").select_for_update(of=("self",)))


def _found(kind: str, key: UUID, rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise NotFound(kind, key)
    return row
