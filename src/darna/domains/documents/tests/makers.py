"""Papers of fictional persons; a maker says what its test does not care about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.documents.papers import JPEG, PDF, Paper
from darna.base.documents.tests.papers import drawn, pdf, written
from darna.base.rowsecurity.context import acting
from darna.domains.documents import actions
from darna.domains.documents.values import PaperDraft


def done(by: Actor, action: Any, *told: Any, **named: Any) -> Any:
    """An action as somebody does it."""
    with acting(by.context):
        return action(*told, **named, by=by)


def a_picture() -> Paper:
    """A photographed paper as it is kept, without asking a decoder."""
    return Paper(JPEG, written(drawn()), written(drawn(40, 60)))


def a_pdf(size: int = 400) -> Paper:
    """A scanned paper."""
    return Paper(PDF, pdf(size))


def make_asked(by: Actor, person_id: UUID, kind: str = "passport", **values: Any) -> Any:
    """A paper that the person is asked for."""
    return done(by, actions.ask_papers, person_id, [PaperDraft(kind, **values)])[0]


def make_paper(
    by: Actor, person_id: UUID, kind: str = "passport", *, scanned: Paper | None = None, **values: Any
) -> Any:
    """A paper that was brought."""
    return done(by, actions.keep_paper, person_id, PaperDraft(kind, **values), scanned or a_picture())


def make_checked(by: Actor, person_id: UUID, kind: str = "passport", **values: Any) -> Any:
    """A paper that was looked at."""
    paper = make_paper(by, person_id, kind, **values)
    return done(by, actions.check_paper, paper.pk, paper.issued_on, paper.expires_on, seen_version=paper.version)


def file_of(by: Actor, paper_id: UUID) -> UUID:
    """The newest file of a paper."""
    from darna.domains.documents.models import PaperFile

    with acting(by.context):
        key: UUID = PaperFile.objects.filter(paper_id=paper_id).order_by("-number").values_list("pk", flat=True)[0]
        return key
