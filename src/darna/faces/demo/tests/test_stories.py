"""The people of the tutorial: each has a case, and three of them were registered twice."""

from __future__ import annotations

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.people.queries import open_pairs
from darna.faces.demo import seeding
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
