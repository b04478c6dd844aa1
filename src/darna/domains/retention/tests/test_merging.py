"""No time runs for a file that was merged into another; parted again, it and its notice are as they were."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict

from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House, make_case, make_person
from darna.domains.people.actions import erase_person, merge_persons, part_persons
from darna.domains.retention.tests.makers import done, look, make_due, make_hold, notice_of
from darna.kernel.errors import Invalid, NotFound


def test_a_merged_file_is_warned_of_no_more_and_its_notice_comes_back(house: House) -> None:
    due = make_due(house.worker)
    kept = make_case(house.worker).person_id
    merge = done(house.worker, merge_persons, kept, due.person_id)
    look(house.worker)
    assert notice_of(house.officer, due.person_id) is None
    assert notice_of(house.officer, kept) is None
    done(house.supervisor, part_persons, merge.pk)
    back = notice_of(house.officer, due.person_id)
    assert model_to_dict(back) == model_to_dict(due)
    assert (back.pk, back.warned_at) == (due.pk, due.warned_at)


def test_a_hold_on_either_file_holds_both_and_nobody_erases_half(house: House) -> None:
    kept, closed = make_person(house.worker), make_person(house.worker)
    make_hold(house.officer, closed)
    done(house.worker, merge_persons, kept, closed)
    with acting(house.officer.context):
        with pytest.raises(Invalid):
            erase_person(kept, "on_request", by=house.officer)
        with pytest.raises(NotFound):
            erase_person(closed, "on_request", by=house.officer)
