"""A file as it was kept: a picture to look at, a PDF to carry away; a browser runs nothing of it and keeps nothing."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.documents.scans import ENDINGS
from darna.base.pages.answering import DeskRequest
from darna.domains.documents import actions, queries
from darna.domains.documents.values import FileLine

looking = require_http_methods(["GET", "HEAD"])
_SHUT: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@needs(Verb.READ_PAPERS)
@looking
def body(request: DeskRequest, file: UUID) -> HttpResponse:
    """The file in the browser where it is a picture, as a download where it is not; every look is noted."""
    line, pieces = queries.opened_file(request.actor, file)
    return _shown(request, line, pieces, is_inline=line.is_picture)


@needs(Verb.READ_PAPERS)
@looking
def download(request: DeskRequest, file: UUID) -> HttpResponse:
    """The file to carry away; every one is noted."""
    line, pieces = queries.opened_file(request.actor, file)
    return _shown(request, line, pieces, is_inline=False)


@needs(Verb.READ_PAPERS)
@looking
def small(request: DeskRequest, file: UUID) -> HttpResponse:
    """The small picture, by which papers are told apart; it is a look as well."""
    line, picture = queries.small_file(request.actor, file)
    return _shown(request, line, [picture], is_inline=True)


def _shown(request: DeskRequest, line: FileLine, pieces: list[bytes], *, is_inline: bool) -> HttpResponse:
    if request.method == "GET":
        actions.note_opening(line)
    # The name it was sent under is nowhere: names of files name persons, and cannot be trusted.
    name = f"paper-{line.number}.{ENDINGS[line.media_type]}"
    told = f'{"inline" if is_inline else "attachment"}; filename="{name}"'
    return HttpResponse(pieces, content_type=line.media_type, headers={**_SHUT, "Content-Disposition": told})
