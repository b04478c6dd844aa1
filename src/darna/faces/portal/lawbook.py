"""The law by which public pages answer: the files with what was approved since, read as the public side reads."""

from __future__ import annotations

from django.conf import settings

from darna.domains.law.queries.standing import Standing, standing
from darna.rules.book import Book


def law_today() -> Standing:
    """The law as it stands, with its approvals. One query; three after an approval."""
    return standing(using=settings.PORTAL_DATABASE)


def book_today() -> Book:
    """The law as it stands. One query; three after an approval. A page asks once and hands it on."""
    return law_today().book
