"""Deeds in public pages, one example of each."""

from __future__ import annotations

from datetime import timedelta

from darna.domains.pages import actions as pages
from darna.domains.pages.tests import makers
from darna.domains.pages.values import PageDraft, Source
from darna.kernel.clock import now, today
from tests.architecture.deeds.scene import Deed, Scene


def reviewed_long_ago(scene: Scene) -> object:
    """A page that is shown, and that nobody has read again for a while."""
    page = scene.shown.page
    page.version += 2
    page.reviewed_on = today() - timedelta(days=200)
    scene.under(scene.writer.context, page.save, update_fields=["reviewed_on", "version"])
    return page


DEEDS: dict[str, Deed] = {
    "pages.add_page": (
        lambda s: s.writer,
        lambda s, by: s.done(by, pages.add_page, "your-rights", PageDraft("living-here")),
    ),
    "pages.change_page": (
        lambda s: s.written.page,
        lambda s, page: s.done(
            s.writer, pages.change_page, page.pk, PageDraft("child", 10, True, True), seen_version=1
        ),
    ),
    "pages.mark_reviewed": (
        reviewed_long_ago,
        lambda s, page: s.done(s.writer, pages.mark_reviewed, page.pk),
    ),
    "pages.start_draft": (
        lambda s: s.shown,
        lambda s, shown: s.done(s.writer, pages.start_draft, shown.pk),
    ),
    "pages.write_text": (
        lambda s: makers.text_of(s.writer, s.written, "fr"),
        lambda s, text: s.done(
            s.writer,
            pages.write_text,
            text.pk,
            makers.words("fr", title="Revenir", sense_changed=True),
            seen_version=text.version,
        ),
    ),
    "pages.write_sources": (
        lambda s: s.written,
        lambda s, draft: s.done(
            s.writer,
            pages.write_sources,
            draft.pk,
            [Source("Official Bulletin 7407", "2025-05-28", "V")],
            seen_version=draft.version,
        ),
    ),
    "pages.discard_draft": (
        lambda s: s.written,
        lambda s, draft: s.done(s.writer, pages.discard_draft, draft.pk, seen_version=draft.version),
    ),
    "pages.add_image": (
        lambda s: s.written,
        lambda s, draft: s.done(s.writer, pages.add_image, draft.pk, makers.picture(), makers.SHOWS),
    ),
    "pages.describe_image": (
        lambda s: makers.add_picture(s.writer, s.written),
        lambda s, image: s.done(s.writer, pages.describe_image, image.pk, {"fr": "Une porte"}, seen_version=1),
    ),
    "pages.remove_image": (
        lambda s: makers.add_picture(s.writer, s.written),
        lambda s, image: s.done(s.writer, pages.remove_image, image.pk, seen_version=1),
    ),
    "pages.propose_version": (
        lambda s: s.written,
        lambda s, draft: s.done(s.writer, pages.propose_version, draft.pk, "The new law.", seen_version=draft.version),
    ),
    "pages.send_back": (
        lambda s: (s.laid_before, s.publisher),
        lambda s, made: s.done(made[1], pages.send_back, made[0].pk, "Name the office.", seen_version=made[0].version),
    ),
    "pages.publish_version": (
        lambda s: (s.laid_before, s.publisher),
        lambda s, made: s.done(
            made[1], pages.publish_version, made[0].pk, now() + timedelta(days=2), seen_version=made[0].version
        ),
    ),
    "pages.recall_version": (
        lambda s: makers.publish(s.publisher, s.laid_before, now() + timedelta(days=2)),
        lambda s, version: s.done(s.writer, pages.recall_version, version.pk, "Not yet.", seen_version=version.version),
    ),
    "pages.retire_version": (
        lambda s: s.shown,
        lambda s, version: s.done(
            s.writer, pages.retire_version, version.pk, "It is no longer right.", seen_version=version.version
        ),
    ),
}
