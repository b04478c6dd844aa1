"""What the demo shows of partners without an account: a question, a sheet on paper, a draft, an acceptance."""

from __future__ import annotations

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import make_case
from darna.domains.links import queries
from darna.domains.links.values import LinkFilters
from darna.faces.demo import links


def test_the_demo_has_a_living_example_of_each_kind(db: None) -> None:
    house = make_agency("maison", kind="maison")
    worker = make_member(Role.CASEWORKER, agency=house)
    for _person in range(12 + len(links.ASKED)):
        make_case(worker, worker_id=worker.membership_id)
    links.pass_on({("maison", Role.CASEWORKER): worker})
    with acting(worker.context):
        lines = queries.link_list(worker, LinkFilters(state="")).lines
    assert sorted(line.state for line in lines) == ["accepted", "draft", "opened", "sent"]
    assert [line.is_asking for line in lines].count(True) == 1
