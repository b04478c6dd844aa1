"""The demo shows an officer what waits, what is postponed, and what is held."""

from __future__ import annotations

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_members
from darna.base.rowsecurity.context import acting
from darna.domains.retention import queries
from darna.domains.retention.values import NoticeFilters
from darna.faces.demo import retention


def test_four_times_end_one_is_postponed_and_one_is_held(db: None) -> None:
    people = make_members(worker=Role.CASEWORKER, officer=Role.DATA_OFFICER)
    officer = people["officer"]
    retention.keep(people["worker"], officer)
    with acting(officer.context):
        lines = queries.notice_lines(officer, NoticeFilters()).lines
        waiting = queries.day_lines(officer)
    assert [(line.state, line.is_held) for line in lines] == [
        ("warned", False),
        ("postponed", False),
        ("warned", False),
        ("warned", True),
    ]
    assert (waiting.waiting, waiting.due) == (2, 1)
