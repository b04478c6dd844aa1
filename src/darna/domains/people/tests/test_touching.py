"""Whether somebody wrote about a person since an import: asked of the trail, in committed transactions."""

from __future__ import annotations

from uuid import uuid4

from darna.base.agencies.roles import Role
from darna.base.audit.tests.databases import House, house
from darna.base.rowsecurity.context import acting
from darna.domains.people.actions import note_opening, note_vulnerability
from darna.domains.people.bulk import persons_of_source, register_many, withdraw_persons
from darna.domains.people.models import Person
from darna.domains.people.tests.test_bulk import someone

__all__ = ["house"]


def test_a_later_note_about_a_person_is_seen_and_looking_is_not(house: House) -> None:
    supervisor, source = house.staff(Role.SUPERVISOR), uuid4()
    people = [someone(number) for number in range(3)]
    with acting(supervisor.context):
        register_many(people, by=supervisor, source=source)
    with acting(supervisor.context):
        note_vulnerability(people[0].id, "no_income", by=supervisor)
        note_opening(supervisor, people[1].id)
    with acting(supervisor.context):
        touched = {person.person_id: person.is_touched for person in persons_of_source(source)}
        untouched = [key for key, is_touched in touched.items() if not is_touched]
        assert withdraw_persons(source, untouched, by=supervisor) == 2
        assert list(Person.objects.values_list("pk", flat=True)) == [people[0].id]
    assert touched == {people[0].id: True, people[1].id: False, people[2].id: False}
