"""The public pages of the demo: the shipped ones, one being written anew, one proposed, one that appears next week."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.pages import actions, queries
from darna.domains.pages.actions.writing import LONGEST_SUMMARY
from darna.domains.pages.values import PageFilters, TextDraft
from darna.kernel.clock import now

#: What a version of the demo says before the words that shipped, so that nobody takes it for real.
_MARK = "(exemple)"


def write_pages(writer: Actor, second: Actor) -> None:
    """Begin a new version of three shipped pages and bring each a step further than the one before."""
    with acting(writer.context):
        shown = [line for line in queries.page_lines(writer, PageFilters()).lines if line.is_shown][:3]
    drafts = [_rewritten(line.version_id, writer) for line in shown]
    proposals = [_proposed(version_id, writer) for version_id in drafts[1:]]
    for version_id in proposals[1:]:
        with acting(second.context):
            seen = queries.version_card(second, version_id).version
            actions.publish_version(version_id, now() + timedelta(days=7), seen_version=seen, by=second)


def _rewritten(version_id: UUID, by: Actor) -> UUID:
    """A draft whose French says something else than the version it was begun from, as an example."""
    with acting(by.context):
        draft = actions.start_draft(version_id, by=by)
        text = queries.version_card(by, draft.pk).text("fr")
        told = TextDraft(text.title, f"{_MARK} {text.summary}"[:LONGEST_SUMMARY], text.body)
        actions.write_text(text.id, told, seen_version=text.version, by=by)
    return draft.pk


def _proposed(version_id: UUID, by: Actor) -> UUID:
    with acting(by.context):
        seen = queries.version_card(by, version_id).version
        actions.propose_version(version_id, _MARK, seen_version=seen, by=by)
    return version_id
