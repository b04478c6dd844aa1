"""Tables of public pages."""

from darna.domains.pages.models.page import Door, Page, PageVersion, State
from darna.domains.pages.models.words import PageImage, PageText, Translation

__all__ = ["Door", "Page", "PageImage", "PageText", "PageVersion", "State", "Translation"]
