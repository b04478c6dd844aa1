"""One page with its history, one version with its words and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.domains.pages import access
from darna.domains.pages.linting import faults
from darna.domains.pages.models import Door, Page, PageImage, PageText, PageVersion
from darna.domains.pages.queries.standing import standings
from darna.domains.pages.values import (
    LANGUAGES,
    ImageCard,
    PageCard,
    PageDraft,
    Source,
    Standing,
    TextCard,
    VersionCard,
    VersionLine,
)
from darna.kernel.clock import now
from darna.kernel.errors import NotFound
from darna.kernel.text import LocalText


def page_card(actor: Actor, page_id: UUID) -> PageCard:
    """A page, what is said of it, and its versions. Four queries at most. Raises: Refused, NotFound."""
    return _card(actor, access.edited_page(actor, page_id))


def version_card(actor: Actor, version_id: UUID) -> VersionCard:
    """A version, its words, its pictures and its page. Seven queries at most. Raises: Refused, NotFound."""
    row = access.edited_version(actor, version_id)
    page = _card(actor, row.page)
    line = next(one for one in page.history if one.id == row.pk)
    texts, images = texts_of(row.pk), images_of(row.pk)
    names = names_of_members(who for who in (row.proposed_by, row.published_by, row.retired_by) if who)
    return VersionCard(
        id=row.pk,
        page=page,
        line=line,
        version=row.version,
        sources=sources_of(row),
        texts=texts,
        images=images,
        faults=faults(texts, images),
        proposed_by=_name(names, row.proposed_by),
        published_by=_name(names, row.published_by),
        retired_by=_name(names, row.retired_by),
        may_publish=actor.may(Verb.PUBLISH_PAGES) and is_second(row, actor),
    )


def text_card(actor: Actor, text_id: UUID) -> tuple[TextCard, VersionCard]:
    """A text of a draft with its version. Eight queries at most. Raises: Refused, NotFound."""
    row = access.text_to_write(actor, text_id)
    card = version_card(actor, row.page_version_id)
    return card.text(row.language), card


def image_body(actor: Actor, image_id: UUID) -> tuple[str, bytes]:
    """The type and the bytes of a picture, of whatever version. One query. Raises: Refused, NotFound."""
    rows = PageImage.objects.filter(pk=image_id, page_version__page__in=access.pages_edited_by(actor))
    found = rows.values_list("media_type", "body").first()
    if found is None:
        raise NotFound("page", image_id)
    return found[0], bytes(found[1])


def is_second(row: PageVersion, actor: Actor) -> bool:
    """The actor is neither the member nor the account that proposed it."""
    return actor.membership_id != row.proposed_by and actor.account_id != row.proposed_account


def texts_of(version_id: UUID) -> tuple[TextCard, ...]:
    """The four texts of a version, in the order of the languages. One query."""
    rows = PageText.objects.filter(page_version_id=version_id)
    return tuple(_text(row) for row in sorted(rows, key=lambda row: LANGUAGES.index(row.language)))


def images_of(version_id: UUID) -> tuple[ImageCard, ...]:
    """The pictures of a version without their bytes. One query."""
    return tuple(map(_image, PageImage.objects.filter(page_version_id=version_id).defer("body").order_by("number")))


def sources_of(row: PageVersion) -> tuple[Source, ...]:
    """Where the facts of a version are from."""
    return tuple(Source(**told) for told in row.sources)


def titles_of(version_ids: Iterable[UUID], language: str) -> dict[UUID, str]:
    """The title of each version for a reader of that language; one without any title is left out. One query."""
    told: dict[UUID, dict[str, str]] = {}
    rows = PageText.objects.filter(page_version_id__in=list(version_ids)).exclude(title="")
    for version_id, spoken, title in rows.values_list("page_version_id", "language", "title"):
        told.setdefault(version_id, {})[spoken] = title
    return {version_id: LocalText.of(titles).in_(language) for version_id, titles in told.items()}


def draft_of(row: Page) -> PageDraft:
    """What is the same for a page in every version."""
    return PageDraft(row.door, row.position, row.is_sensitive, row.for_minors, row.review_every_days, row.owner_id)


def _card(actor: Actor, row: Page) -> PageCard:
    rows = list(PageVersion.objects.filter(page_id=row.pk).defer("sources").order_by("-number"))
    names = names_of_members(who for who in (row.owner_id, *map(_hand, rows)) if who)
    lines = _lines(rows, names)
    shown = _first(lines, Standing.SHOWN)
    told = shown or lines[0]
    return PageCard(
        id=row.pk,
        slug=row.slug,
        draft=draft_of(row),
        door_label=Door(row.door).label,
        title=titles_of([told.id], actor.language).get(told.id, row.slug),
        owner=_name(names, row.owner_id),
        is_shared=row.agency_id is None,
        reviewed_on=row.reviewed_on,
        version=row.version,
        history=lines,
        under_way=_first(lines, Standing.DRAFT) or _first(lines, Standing.PROPOSED),
        shown=shown,
        scheduled=tuple(line for line in lines if line.standing is Standing.SCHEDULED),
    )


def _lines(rows: Sequence[PageVersion], names: dict[UUID, str]) -> tuple[VersionLine, ...]:
    found = standings(rows, now())
    return tuple(
        VersionLine(
            row.pk,
            row.number,
            found[row.pk],
            row.is_shipped,
            row.publish_at,
            row.drafted_at,
            _name(names, _hand(row)),
            row.reason,
        )
        for row in rows
    )


def _hand(row: PageVersion) -> UUID | None:
    """Whose hand was on it last."""
    return row.retired_by or row.published_by or row.proposed_by or row.drafted_by


def _first(lines: Iterable[VersionLine], standing: Standing) -> VersionLine | None:
    return next((line for line in lines if line.standing is standing), None)


def _name(names: dict[UUID, str], who: UUID | None) -> str:
    return names.get(who, "") if who else ""


def _text(row: PageText) -> TextCard:
    return TextCard(row.pk, row.language, row.title, row.summary, row.body, row.state, row.version)


def _image(row: Any) -> ImageCard:
    shows = {language: getattr(row, f"shows_{language}") for language in LANGUAGES}
    return ImageCard(row.pk, row.number, row.size, shows, row.version)
