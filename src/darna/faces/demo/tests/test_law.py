"""What the demo shows of keeping the law: one sentence approved, one waiting, one value read again, no figure changed."""

from __future__ import annotations

from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.rowsecurity.context import acting
from darna.domains.law import queries
from darna.faces.demo import law
from darna.kernel.clock import today
from darna.rules.book import book
from darna.rules.engine.parameters import Parameter


def values(parameter: Parameter) -> list[object]:
    return [(one.value, one.valid_from, one.valid_to, one.citation.certainty) for one in parameter.values]


def test_the_law_of_the_demo_says_one_thing_better_and_no_figure_otherwise(db: None) -> None:
    house = make_agency("maison", kind="maison")
    keeper, second = make_member(Role.LAW_KEEPER, agency=house), make_member(Role.AGENCY_ADMINISTRATOR, agency=house)
    law.keep_the_law(keeper, second)
    with acting(second.context):
        now = queries.current_law()
        (waits,) = queries.waiting(second)
    shipped = book().law
    for instrument in shipped:
        for own in instrument.parameters:
            name = f"{instrument.id}.{own}"
            assert values(now.parameter(name)) == values(shipped.parameter(name))
    name, sentence = law.PENSION_AGE
    assert now.parameter(name).says == sentence
    assert not any(sign.isdigit() for text in sentence.values() for sign in text)
    assert (waits.revision.name, waits.revision.says, waits.may_decide) == (*law.SALARY_CAP, True)
    assert now.parameter(law.READ_AGAIN).values[-1].citation.read_on == today()
