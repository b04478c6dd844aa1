"""Reading pages: the list, a page, a version, what needs reading again, and what the public sees."""

from darna.domains.pages.queries.cards import image_body, page_card, text_card, version_card
from darna.domains.pages.queries.lists import SORTS, page_lines, review_queue
from darna.domains.pages.queries.published import (
    ShownImage,
    ShownLine,
    ShownPage,
    shown_image,
    shown_page,
    shown_pages,
)

__all__ = [
    "SORTS",
    "ShownImage",
    "ShownLine",
    "ShownPage",
    "image_body",
    "page_card",
    "page_lines",
    "review_queue",
    "shown_image",
    "shown_page",
    "shown_pages",
    "text_card",
    "version_card",
]
