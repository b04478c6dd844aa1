"""Tables of public pages."""

from darna.base.pages.doors import Door
from darna.domains.pages.models.page import Page, PageVersion, State
from darna.domains.pages.models.words import PageImage, PageText, Translation

__all__ = ["Door", "Page", "PageImage", "PageText", "PageVersion", "State", "Translation"]
