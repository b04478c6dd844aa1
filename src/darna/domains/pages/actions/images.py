"""Pictures of a draft: added, told in words, taken away."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from uuid import UUID

from django.db import transaction
from PIL import Image

from darna.base.agencies.actor import Actor
from darna.base.audit.actions import record
from darna.base.documents.scans import JPEG, Scan
from darna.base.editing import differing_columns, locked, optional_text, save
from darna.domains.pages import access
from darna.domains.pages.models import PageImage, PageVersion
from darna.domains.pages.models.words import MOST_IMAGES
from darna.domains.pages.values import LANGUAGES
from darna.kernel.errors import Invalid

LONGEST = 300


@transaction.atomic
def add_image(version_id: UUID, picture: Scan, shows: Mapping[str, str], *, by: Actor) -> PageImage:
    """Put a picture into a draft, with what it shows; each language that is ready must tell it before it is proposed.

    Raises: Refused, NotFound, Invalid.
    """
    draft = access.draft_to_write(by, version_id)
    if picture.media_type != JPEG:
        raise Invalid("picture", "image_is_no_picture")
    taken = set(draft.images.values_list("number", flat=True))
    free = [number for number in range(1, MOST_IMAGES + 1) if number not in taken]
    if not free:
        raise Invalid("picture", "too_many_images")
    with Image.open(BytesIO(picture.body)) as drawn:
        width, height = drawn.size
    image = PageImage.objects.create(
        agency_id=draft.agency_id,
        page_version=draft,
        number=free[0],
        media_type=picture.media_type,
        size=len(picture.body),
        width=width,
        height=height,
        body=picture.body,
        **_told(shows),
    )
    record("page.image_added", subject=draft, detail=_detail(draft, image))
    return image


@transaction.atomic
def describe_image(image_id: UUID, shows: Mapping[str, str], *, seen_version: int, by: Actor) -> PageImage:
    """Say otherwise what a picture shows. Raises: Refused, NotFound, StaleVersion, Invalid, AlreadyDone."""
    image = access.image_to_write(by, image_id)
    draft = access.draft_to_write(by, image.page_version_id)
    image = locked(image, seen_version)
    save(image, **differing_columns(image, _told(shows)))
    record("page.image_described", subject=draft, detail=_detail(draft, image))
    return image


@transaction.atomic
def remove_image(image_id: UUID, *, seen_version: int, by: Actor) -> None:
    """Take a picture out of a draft. Raises: Refused, NotFound, StaleVersion."""
    image = access.image_to_write(by, image_id)
    draft = access.draft_to_write(by, image.page_version_id)
    image = locked(image, seen_version)
    detail = _detail(draft, image)
    image.delete()
    record("page.image_removed", subject=draft, detail=detail)


def _told(shows: Mapping[str, str]) -> dict[str, str]:
    return {
        f"shows_{language}": optional_text(f"shows_{language}", shows.get(language, ""), most=LONGEST)
        for language in LANGUAGES
    }


def _detail(draft: PageVersion, image: PageImage) -> dict[str, object]:
    return {"slug": draft.page.slug, "number": draft.number, "image": image.number}
