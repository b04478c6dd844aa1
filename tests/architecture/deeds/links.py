"""Deeds on links to partners without an account, one example of each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import time_machine

from darna.base.agencies.actor import job_actor
from darna.domains.links import actions as links
from darna.domains.links import queries as links_seen
from darna.domains.links.tests import makers
from darna.domains.links.values import PartnerDraft, Terms
from darna.domains.referrals.values import NAME, Draft, Question
from darna.kernel.clock import now, today
from tests.architecture.deeds.scene import Deed, Scene


def _draft(scene: Scene) -> Any:
    return makers.make_draft(scene.worker, scene.partner)


def _sent(scene: Scene) -> Any:
    return makers.make_sent(scene.worker, scene.partner)


def _asking(scene: Scene) -> Any:
    link = _sent(scene)
    makers.opened(link)
    makers.answer(link, "asked", note="When?")
    return makers.now_of(scene.worker, link)


def _later(scene: Scene, deed: Any, days: int, *more: Any) -> Any:
    """The job of the hour, so many days later."""
    with time_machine.travel(now() + timedelta(days=days)):
        return scene.under(job_actor(scene.worker.agency_id).context, deed, scene.worker.agency_id, *more)


DEEDS: dict[str, Deed] = {
    "links.begin_link": (
        lambda s: s.need,
        lambda s, need: s.done(s.worker, links.begin_link, need.pk, typed=PartnerDraft("Association Amal")),
    ),
    "links.write_link": (
        _draft,
        lambda s, link: s.done(
            s.worker,
            links.write_link,
            link.pk,
            Question("assessment", "immediate", today()),
            Draft(makers.SUMMARY, frozenset({NAME})),
            Terms("paper", "ar", 7),
            seen_version=link.version,
        ),
    ),
    "links.drop_link": (
        _draft,
        lambda s, link: s.done(s.worker, links.drop_link, link.pk, seen_version=link.version),
    ),
    "links.send_link": (
        lambda s: (link := _draft(s), s.under(s.worker.context, links_seen.preview_link, s.worker, link.pk).mark),
        lambda s, made: s.done(
            s.worker,
            links.send_link,
            made[0].pk,
            seen_version=made[0].version,
            seen_mark=made[1],
            root=makers.ROOT,
        ),
    ),
    "links.look_at_link": (_sent, lambda s, link: s.done(s.worker, links.look_at_link, link.pk)),
    "links.print_link": (_sent, lambda s, link: s.done(s.worker, links.print_link, link.pk)),
    "links.reply_by_link": (
        _asking,
        lambda s, link: s.done(s.worker, links.reply_by_link, link.pk, "Now.", seen_version=link.version),
    ),
    "links.renew_link": (
        _sent,
        lambda s, link: s.done(s.worker, links.renew_link, link.pk, 7, seen_version=link.version, root=makers.ROOT),
    ),
    "links.cancel_link": (
        _sent,
        lambda s, link: s.done(s.worker, links.cancel_link, link.pk, "sent_by_mistake", seen_version=link.version),
    ),
    "links.remind_partners": (_sent, lambda s, _link: _later(s, links.remind_partners, 2, {"fr": "La Maison"})),
    "links.escalate_links": (_sent, lambda s, _link: _later(s, links.escalate_links, 8)),
    "links.expire_links": (_sent, lambda s, _link: _later(s, links.expire_links, 15)),
}
