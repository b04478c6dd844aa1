"""The training action of the demo: three agencies, fifteen cases each, plausible progress."""

from __future__ import annotations

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case, make_person
from darna.domains.cohorts import queries
from darna.domains.cohorts.values import ActionFilters, Counts
from darna.faces.demo import cohorts


def test_fifteen_cases_of_each_of_three_agencies_are_in_the_training(db: None) -> None:
    members: dict[tuple[str, Role], Actor] = {}
    for slug in ("maison", "entraide", "odco"):
        for role in (Role.SUPERVISOR, Role.CASEWORKER):
            members[slug, role] = make_member(role, agency=make_agency(slug))
        worker = members[slug, Role.CASEWORKER]
        person = make_person(worker)
        for _ in range(cohorts.TARGET):
            make_case(worker, person)
    cohorts.train(members)
    lead = members["maison", Role.SUPERVISOR]
    with acting(lead.context):
        card = queries.action_card(lead, queries.action_list(lead, ActionFilters()).lines[0].id)
    assert (card.state, card.target) == ("running", 45)
    assert {line.label: line.counts for line in card.cohorts} == {
        "Dossiers de la Maison": Counts(15, 12, 7),
        "Dossiers de l’Entraide Nationale": Counts(15, 9, 5),
        "Dossiers de l’ODCO": Counts(15, 6, None),
    }
