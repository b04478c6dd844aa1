"""Deeds of the reception, of programmes, of lists and of training, one example of each."""

from __future__ import annotations

from typing import Any

from darna.base.lists import actions as lists
from darna.base.lists.actions.exports import Purpose
from darna.base.lists.kinds import Asked
from darna.domains.programmes import actions as programmes
from darna.domains.programmes.tests import makers as definitions
from darna.domains.reception import actions as reception
from darna.domains.reception.tests.makers import come_in, make_interpreter, sit_down_with
from darna.domains.reception.values import ArrivalDraft, EnquiryDraft, InterpreterDraft
from darna.faces.training import actions as training
from tests.architecture.deeds.scene import Deed, Scene


def _visit(scene: Scene) -> Any:
    """A visitor with a worker, tied to a file."""
    arrival = sit_down_with(scene.worker)
    scene.done(scene.worker, reception.tie_person, arrival.pk, scene.person)
    return arrival


def _asking(scene: Scene) -> Any:
    interpreter = make_interpreter(scene.supervisor)
    return scene.done(scene.worker, reception.request_interpreter, interpreter.pk, "ff")


DEEDS: dict[str, Deed] = {
    "programmes.start_draft": (lambda s: s.administrator, lambda s, by: definitions.start_draft(by)),
    "programmes.change_draft": (
        lambda s: s.edition,
        lambda s, row: s.done(
            s.administrator, programmes.change_draft, row.pk, definitions.with_ceiling(30), seen_version=1
        ),
    ),
    "programmes.publish_draft": (
        lambda s: s.done(
            s.administrator, programmes.change_draft, s.edition.pk, definitions.with_ceiling(30), seen_version=1
        ),
        lambda s, row: s.done(s.administrator, programmes.publish_draft, row.pk, "We are more.", seen_version=2),
    ),
    "programmes.discard_draft": (
        lambda s: s.edition,
        lambda s, row: s.done(s.administrator, programmes.discard_draft, row.pk, seen_version=1),
    ),
    "lists.keep_list": (
        lambda s: s.worker,
        lambda s, by: s.done(by, lists.keep_list, "cases", "Ours", {}, [], is_default=True),
    ),
    "lists.rename_list": (
        lambda s: s.kept_list,
        lambda s, kept: s.done(s.worker, lists.rename_list, kept.pk, "Theirs", seen_version=1),
    ),
    "lists.open_by_itself": (
        lambda s: s.kept_list,
        lambda s, kept: s.done(s.worker, lists.open_by_itself, kept.pk, True, seen_version=1),
    ),
    "lists.remove_list": (
        lambda s: s.kept_list,
        lambda s, kept: s.done(s.worker, lists.remove_list, kept.pk, seen_version=1),
    ),
    "lists.ask_export": (
        lambda s: s.case,
        lambda s, _: s.done(
            s.supervisor,
            lists.ask_export,
            "cases",
            Asked({"state": "open"}, ("reference", "opened")),
            Purpose("report", "The year"),
            form="csv",
            language="en",
        ),
    ),
    "reception.add_arrival": (
        lambda s: s.worker,
        lambda s, by: s.done(by, reception.add_arrival, ArrivalDraft("first_visit", "ary", True, "child_alone")),
    ),
    "reception.call_next": (lambda s: come_in(s.worker), lambda s, _: s.done(s.worker, reception.call_next)),
    "reception.call_arrival": (
        lambda s: come_in(s.worker),
        lambda s, one: s.done(s.worker, reception.call_arrival, one.pk),
    ),
    "reception.meet_visitor": (
        lambda s: come_in(s.worker),
        lambda s, one: s.done(s.worker, reception.meet_visitor, one.pk),
    ),
    "reception.put_back": (
        lambda s: sit_down_with(s.worker),
        lambda s, one: s.done(s.worker, reception.put_back, one.pk),
    ),
    "reception.mark_left": (lambda s: come_in(s.worker), lambda s, one: s.done(s.worker, reception.mark_left, one.pk)),
    "reception.finish_arrival": (
        lambda s: sit_down_with(s.worker),
        lambda s, one: s.done(s.worker, reception.finish_arrival, one.pk),
    ),
    "reception.tie_person": (
        lambda s: (sit_down_with(s.worker), s.person),
        lambda s, made: s.done(s.worker, reception.tie_person, made[0].pk, made[1]),
    ),
    "reception.untie_person": (
        _visit,
        lambda s, one: s.done(s.worker, reception.untie_person, one.pk),
    ),
    "reception.note_enquiry": (
        lambda s: s.worker,
        lambda s, by: s.done(by, reception.note_enquiry, EnquiryDraft("health_cover", "oriented", "ary", "family")),
    ),
    "reception.add_interpreter": (lambda s: s.supervisor, lambda s, by: make_interpreter(by)),
    "reception.change_interpreter": (
        lambda s: make_interpreter(s.supervisor),
        lambda s, one: s.done(
            s.supervisor,
            reception.change_interpreter,
            one.pk,
            InterpreterDraft("Awa", ("ff",), is_active=False),
            seen_version=1,
        ),
    ),
    "reception.request_interpreter": (
        lambda s: make_interpreter(s.supervisor),
        lambda s, one: s.done(s.worker, reception.request_interpreter, one.pk, "ff"),
    ),
    "reception.settle_request": (
        _asking,
        lambda s, one: s.done(s.worker, reception.settle_request, one.pk, "came", seen_version=1),
    ),
    "training.begin_exercise": (
        lambda s: s.worker,
        lambda s, by: s.done(by, training.begin_exercise, "first-search", seen_version=0),
    ),
    "training.pass_exercise": (
        lambda s: s.exercise,
        lambda s, code: s.done(s.worker, training.pass_exercise, code),
    ),
}
