"""Totalisation computed a second time, by OpenFisca: another engine, month by month, comes to the same."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from darna.kernel.dates import PartialDate
from darna.rules.portability.careers import Career, Period
from darna.rules.portability.planning import Lives, amounts
from darna.rules.portability.reckoning import Scheme, cents, compare

FIRST, LAST = 1980, 2009
YEARS = range(FIRST, LAST + 1)
ASKED = "2010"
NEEDED, BASE, PER_YEAR, FULL = 180, 1500, 2, 240
SCHEME = Scheme(BASE, PER_YEAR, needed_months=NEEDED, full_months=FULL)
PEOPLE = 200

Person = build_entity(key="person", plural="persons", label="Somebody with a working life", is_person=True)


class insured_there(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Insured in the other country in that month"


class insured_here(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.MONTH
    label = "Insured in Morocco in that month"


class insured_anywhere(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.MONTH
    label = "One when insured in one country or in both"

    def formula(person, period, parameters):
        return (person("insured_there", period) + person("insured_here", period)) > 0


class own_months(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Months in the other country in the whole life"

    def formula(person, period, parameters):
        return sum(person("insured_there", f"{year}-{month:02d}") * 1 for year in YEARS for month in range(1, 13))


class total_months(Variable):
    value_type = int
    entity = Person
    definition_period = DateUnit.YEAR
    label = "Months in both countries in the whole life, each once"

    def formula(person, period, parameters):
        return sum(person("insured_anywhere", f"{year}-{month:02d}") for year in YEARS for month in range(1, 13))


class theoretical(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The pension as if all months had been there"

    def formula(person, period, parameters):
        total = person("total_months", period)
        return (total >= NEEDED) * BASE * PER_YEAR / 100 * np.minimum(total, FULL) / 12


class independent(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The pension on its own months"

    def formula(person, period, parameters):
        own = person("own_months", period)
        return (own >= NEEDED) * BASE * PER_YEAR / 100 * np.minimum(own, FULL) / 12


class paid(Variable):
    value_type = float
    entity = Person
    definition_period = DateUnit.YEAR
    label = "The better of the own pension and the part of the theoretical one"

    def formula(person, period, parameters):
        divided_by = np.maximum(np.minimum(person("total_months", period), FULL), 1)
        part = np.minimum(person("own_months", period) / divided_by, 1)
        return np.maximum(person("independent", period), person("theoretical", period) * part)


def drawn_lives() -> list[dict[str, list[tuple[int, int]]]]:
    """For each person and country up to three stretches of whole months, in any order, also over each other."""
    chance = np.random.default_rng(20261122)
    months = len(YEARS) * 12

    def stretches() -> list[tuple[int, int]]:
        begins = chance.integers(0, months - 1, chance.integers(0, 4))
        return [(int(begin), int(min(months - 1, begin + chance.integers(0, 150)))) for begin in begins]

    return [{"there": stretches(), "here": stretches()} for _ in range(PEOPLE)]


def day(month: int) -> date:
    return date(FIRST + month // 12, month % 12 + 1, 1)


def career(told: dict[str, list[tuple[int, int]]]) -> Career:
    periods = [
        Period(code, PartialDate(day(begin)), PartialDate(day(end + 1) - timedelta(days=1)))
        for side, code in (("there", "ES"), ("here", "MA"))
        for begin, end in told[side]
    ]
    return Career(tuple(periods), date(2026, 6, 1))


@pytest.fixture(scope="module")
def lives() -> list[dict[str, list[tuple[int, int]]]]:
    return drawn_lives()


@pytest.fixture(scope="module")
def simulated(lives: list[dict[str, list[tuple[int, int]]]]) -> Simulation:
    system = TaxBenefitSystem([Person])
    names = (insured_there, insured_here, insured_anywhere, own_months, total_months, theoretical, independent, paid)
    for variable in names:
        system.add_variable(variable)
    simulation = SimulationBuilder().build_default_simulation(system, count=PEOPLE)
    for side in ("there", "here"):
        for month in range(len(YEARS) * 12):
            told = [any(begin <= month <= end for begin, end in one[side]) for one in lives]
            simulation.set_input(f"insured_{side}", str(day(month))[:7], np.array(told))
    return simulation


def test_openfisca_counts_the_same_months(simulated: Simulation, lives: list) -> None:
    own, total = (simulated.calculate(name, ASKED).tolist() for name in ("own_months", "total_months"))
    careers = [career(one) for one in lives]
    assert [int(one.months({"ES"}).low) for one in careers] == own
    assert [int(one.months({"ES", "MA"}).low) for one in careers] == total
    assert sum(own) > 0


def test_openfisca_pays_the_same(simulated: Simulation, lives: list) -> None:
    found = simulated.calculate("paid", ASKED).tolist()
    for told, other in zip(lives, found, strict=True):
        own, total = (int(career(told).months(where).low) for where in ({"ES"}, {"ES", "MA"}))
        mine = compare(SCHEME.independent(own), SCHEME.part(own, total)).amount
        # OpenFisca reckons in single precision: a cent is more than it can lose here.
        assert float(cents(mine)) == pytest.approx(other, abs=0.011)


def test_openfisca_pays_the_same_as_planning(simulated: Simulation, lives: list) -> None:
    many = Lives.of([career(one) for one in lives], ("ES", "MA"))
    mine = amounts(many.first.low, many.total.low, SCHEME).paid / 100
    assert mine == pytest.approx(simulated.calculate("paid", ASKED), abs=0.011)
    assert (mine > 0).sum() > PEOPLE / 10
