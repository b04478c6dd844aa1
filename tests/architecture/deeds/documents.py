"""Deeds on papers, one example of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from darna.base.agencies.actor import job_actor
from darna.domains.documents import actions as documents
from darna.domains.documents.models import Paper
from darna.domains.documents.queries import paper_card
from darna.domains.documents.tests import makers as papers
from darna.domains.documents.values import PaperDraft
from darna.kernel.clock import today
from tests.architecture.deeds.scene import Deed, Scene


def _paper(scene: Scene) -> Any:
    return papers.make_paper(scene.worker, scene.person)


def _ending(scene: Scene) -> Any:
    return papers.make_checked(scene.worker, scene.person, expires_on=today() + timedelta(days=5))


def _over(scene: Scene) -> Any:
    """A paper whose last day was yesterday, as it was brought."""
    return papers.make_paper(scene.worker, scene.person, expires_on=today() - timedelta(days=1))


def _look(scene: Scene, paper: Paper) -> None:
    scene.done(scene.worker, lambda *, by: documents.note_opening(paper_card(by, paper.pk).files[0]))


DEEDS: dict[str, Deed] = {
    "documents.ask_papers": (
        lambda s: s.person,
        lambda s, person: s.done(s.worker, documents.ask_papers, person, [PaperDraft("passport", "Old one")]),
    ),
    "documents.keep_paper": (
        lambda s: s.person,
        lambda s, person: s.done(
            s.worker, documents.keep_paper, person, PaperDraft("passport", "Old one"), papers.a_picture()
        ),
    ),
    "documents.bring_file": (
        _paper,
        lambda s, paper: s.done(
            s.worker, documents.bring_file, paper.pk, PaperDraft(""), papers.a_pdf(), seen_version=1
        ),
    ),
    "documents.change_paper": (
        _paper,
        lambda s, paper: s.done(s.worker, documents.change_paper, paper.pk, PaperDraft("visa"), seen_version=1),
    ),
    "documents.check_paper": (
        _paper,
        lambda s, paper: s.done(s.worker, documents.check_paper, paper.pk, None, None, seen_version=1),
    ),
    "documents.refuse_paper": (
        _paper,
        lambda s, paper: s.done(s.worker, documents.refuse_paper, paper.pk, "It is torn.", seen_version=1),
    ),
    "documents.return_paper": (
        _paper,
        lambda s, paper: s.done(s.worker, documents.return_paper, paper.pk, "Given back.", seen_version=1),
    ),
    "documents.remove_paper": (
        _paper,
        lambda s, paper: s.done(s.supervisor, documents.remove_paper, paper.pk, "unreadable"),
    ),
    "documents.note_opening": (_paper, _look),
    "documents.expire_papers": (
        _over,
        lambda s, _paper: s.done(job_actor(s.worker.agency_id), documents.expire_papers),
    ),
    "documents.remind_of_papers": (
        _ending,
        lambda s, _paper: s.done(job_actor(s.worker.agency_id), documents.remind_of_papers),
    ),
    "documents.move_papers": (
        lambda s: (_paper(s), s.other),
        lambda s, made: s.done(s.worker, documents.move_papers, s.person, made[1]),
    ),
}
