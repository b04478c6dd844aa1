"""What content managers do with public pages: one verb, one transaction, one sentence of the trail."""

from darna.domains.pages.actions.images import add_image, describe_image, remove_image
from darna.domains.pages.actions.pages import add_page, change_page, mark_reviewed
from darna.domains.pages.actions.publishing import (
    propose_version,
    publish_version,
    recall_version,
    retire_version,
    send_back,
)
from darna.domains.pages.actions.writing import discard_draft, start_draft, write_sources, write_text

__all__ = [
    "add_image",
    "add_page",
    "change_page",
    "describe_image",
    "discard_draft",
    "mark_reviewed",
    "propose_version",
    "publish_version",
    "recall_version",
    "remove_image",
    "retire_version",
    "send_back",
    "start_draft",
    "write_sources",
    "write_text",
]
