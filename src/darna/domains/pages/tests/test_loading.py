"""Shipped pages come in published, follow their files, and stay as a house left them."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from darna.domains.pages import loading
from darna.domains.pages.linting import refused_links
from darna.domains.pages.models import Door, Page, PageText, PageVersion
from darna.domains.pages.shipped import ShippedPage, shipped_pages

migrator = pytest.mark.django_db(databases=["default", "migrator"])


def changed(page: ShippedPage) -> ShippedPage:
    """The page with another title in French."""
    return replace(page, texts={**page.texts, "fr": replace(page.texts["fr"], title="Autre titre")})


def test_shipped_pages_stand_behind_doors_that_exist_and_link_safely() -> None:
    for page in shipped_pages():
        assert page.door in Door.values, page.slug
        assert not any(refused_links(text.body) for text in page.texts.values()), page.slug


@migrator
def test_bringing_them_in_again_changes_nothing() -> None:
    again = loading.load_pages(using="migrator")
    assert (again.created, again.renewed, again.kept, again.same) == (0, 0, 0, len(shipped_pages()))


@migrator
def test_a_changed_file_is_a_new_version_and_what_a_house_wrote_stays() -> None:
    first, second = shipped_pages()[:2]
    touched = Page.objects.using("migrator").get(slug=second.slug)
    PageVersion.objects.using("migrator").create(page=touched, number=2)
    with patch.object(loading, "shipped_pages", lambda: (changed(first), changed(second))):
        loaded = loading.load_pages(using="migrator")
    assert (loaded.renewed, loaded.kept) == (1, 1)
    titles = PageText.objects.using("migrator").filter(title="Autre titre")
    assert [text.page_version.page.slug for text in titles.select_related("page_version__page")] == [first.slug]
