"""What was approved, as a file that a developer takes into the files of the law."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS

from darna.domains.law.queries.standing import standing
from darna.rules.book import book
from darna.rules.patching import patch_text


def patch_of_law(*, using: str = DEFAULT_DB_ALIAS) -> str:
    """The patch as YAML with the entries of the changelog above it; empty when the files say it all.

    One query; three after an approval.
    """
    now = standing(using=using)
    return patch_text(book(), now.book.instruments, [change.entry for change in now.changes])
