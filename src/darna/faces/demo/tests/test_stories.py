"""The people of the tutorial: each has a case, and three of them were registered twice."""

from __future__ import annotations

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import cases_of_person
from darna.domains.people.queries import open_pairs, search
from darna.faces.demo import seeding
from darna.faces.demo.ended import ENDED
from darna.faces.demo.stories import SECOND_FILES, STORIES


def test_somebody_who_was_registered_twice_waits_among_the_possible_duplicates(db: None) -> None:
    house = make_agency("maison")
    worker, supervisor = make_member(Role.CASEWORKER, agency=house), make_member(Role.SUPERVISOR, agency=house)
    seeding._tell_stories(worker, supervisor)
    with acting(worker.context):
        pairs = open_pairs(worker)
    told = {frozenset((line.name, pair.other.name)) for line, pair in pairs}
    assert told == {
        frozenset(("Mohamed Ben Aissa", "محمد بنعيسى")),
        frozenset(("Ayoub El Mansouri", "Ayoub Elmansouri")),
        frozenset(("Mariama Diallo", "Mariam Diallo")),
    }


def test_a_second_file_is_never_a_copy_of_the_first() -> None:
    firsts = [(story.names, story.born_on, story.precision) for story in STORIES]
    assert not [story for story in SECOND_FILES if (story.names, story.born_on, story.precision) in firsts]


def test_cases_that_are_over_tell_what_came_of_them_and_one_was_taken_up_again(db: None) -> None:
    house = make_agency("maison")
    worker, supervisor = make_member(Role.CASEWORKER, agency=house), make_member(Role.SUPERVISOR, agency=house)
    seeding._end_cases(worker, supervisor)
    with acting(worker.context):
        found = [search(worker, " ".join(list(one.story.names.values())[:2]))[0] for one in ENDED]
        states = [cases_of_person(worker, line.id)[0].state for line in found]
    assert states == ["closed", "closed", "open"]
