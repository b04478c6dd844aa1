"""What of the other branches an agreement carries from one country to the other: health, family, work accidents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from darna.kernel.dates import PartialDate
from darna.rules.engine.answers import Answer
from darna.rules.engine.decisions import Decision, all_of
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.conditions import agreement_applies, has_periods, not_read
from darna.rules.portability.questions.levers import offer_dates
from darna.rules.portability.questions.life import Life
from darna.rules.portability.questions.needs import need_of
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import MOROCCO, agreement_with, country

BRANCHES: Final = (
    "survivors",
    "invalidity",
    "health_of_pensioners",
    "family",
    "work_accident",
    "sickness",
    "unemployment",
    "death_grant",
)
#: Branches for which periods are added together; the others are paid or served without counting months.
COUNTED: Final = ("survivors", "invalidity")

Rule = Callable[[Inquiry], Decision]


def branch(code: str, name: str) -> Rule:
    """Whether an agreement carries that branch between Morocco and a country for this person."""

    def rule(ask: Inquiry) -> Decision:
        life = Life(ask)
        own_link = _receives_pension(ask, code) if name == "health_of_pensioners" else has_periods(ask, life, code)
        applies = agreement_applies(ask, code, name, totalises=name in COUNTED)
        offer_dates(ask, life)
        _notes(ask, code, name)
        decision = all_of(own_link, applies, *_more(ask, code, name))
        if decision.answer is not Answer.NO:
            ask.note("portability.note.own_conditions_not_examined", country=country(code).name)
        return decision

    return rule


def _receives_pension(ask: Inquiry, code: str) -> Decision:
    return ask.holds("portability.receives_pension", ask.truth(f"pension_from.{code}"), country=country(code).name)


def _more(ask: Inquiry, code: str, name: str) -> list[Decision]:
    agreement = agreement_with(ask, code)
    if agreement == "ma_de_1981" and name == "health_of_pensioners":
        in_kind = stated(ask, "ma_de_1981.health_in_kind")
        return [ask.holds("portability.health_in_kind", Answer.of(bool(in_kind)), country=code)]
    if agreement == "ma_nl_1972" and name == "family":
        return [_dutch_child_benefit(ask)]
    return []


def _dutch_child_benefit(ask: Inquiry) -> Decision:
    """Child benefit is not paid in Morocco for rights that began in 2021 or later."""
    last_day = date(2020, 12, 31)
    since = ask.fact("child_right_since")
    now = ask.peek("ma_nl_1972.child_benefit_exported")
    if now is None:
        return not_read(ask, "portability.child_benefit_paid", country="NL", day=last_day)
    stated(ask, "ma_nl_1972.child_benefit_exported")
    answer = Answer.of(bool(now.value))
    if now.value is False and isinstance(since, PartialDate):
        answer = Answer.YES if since.latest <= last_day else Answer.NO if since.earliest > last_day else Answer.UNKNOWN
    elif now.value is False:
        answer = Answer.UNKNOWN
    return ask.holds("portability.child_benefit_paid", answer, country="NL", day=last_day)


#: What single agreements say of a branch.
_NOTES: Final = {
    ("survivors", "ma_fr_2007.survivors_shared_by_marriage"): "portability.note.shared_by_marriage",
    ("survivors", "ma_de_1981.plural_marriage_rule"): "portability.note.plural_marriages",
    ("survivors", "ma_nl_1972.country_of_residence_principle"): "portability.note.residence_principle",
    ("invalidity", "ma_nl_1972.country_of_residence_principle"): "portability.note.residence_principle",
    ("sickness", "ma_de_1981.health_in_kind"): "portability.note.cash_only",
}


def _notes(ask: Inquiry, code: str, name: str) -> None:
    agreement = agreement_with(ask, code)
    for (about, rule), key in _NOTES.items():
        if about == name and rule.startswith(f"{agreement}.") and ask.peek(rule) is not None:
            stated(ask, rule)
            ask.note(key, country=country(code).name)


def moroccan_branch(name: str) -> Rule:
    """A branch of the CNSS itself, where its condition could be read; elsewhere the CNSS has to be asked."""

    def rule(ask: Inquiry) -> Decision:
        if name == "health_of_pensioners":
            return all_of(_receives_pension(ask, MOROCCO), _health_included(ask))
        some = has_periods(ask, Life(ask), MOROCCO)
        return all_of(some, *_moroccan(ask, name))

    return rule


def _moroccan(ask: Inquiry, name: str) -> list[Decision]:
    if ask.peek(f"ma_cnss.{name}_qualifying_days") is None:
        return [not_read(ask, "portability.ma.rule_not_known", branch=f"portability.branch.{name}")]
    days = Life(ask).days({MOROCCO})
    need = need_of(ask, f"ma_cnss.{name}_qualifying_days")
    found = [need.judged(ask, "portability.ma.branch_days", days, branch=f"portability.branch.{name}")]
    if name in ("invalidity", "family"):
        found.append(_recent_days(ask, name))
    return found


def _recent_days(ask: Inquiry, name: str) -> Decision:
    """The days that must lie in the last months before: a career does not say them, the person does."""
    rule = "ma_cnss.invalidity_recent_days" if name == "invalidity" else "ma_cnss.family_qualifying_days"
    need = need_of(ask, rule)
    key = f"portability.ma.recent_days_{name}"
    return need.judged(ask, key, ask.quantity("recent_days"))


def _health_included(ask: Inquiry) -> Decision:
    if ask.peek("ma_cnss.health_cover_included") is None:
        return not_read(ask, "portability.ma.health_included")
    included = stated(ask, "ma_cnss.health_cover_included")
    return ask.holds("portability.ma.health_included", Answer.of(bool(included)))
