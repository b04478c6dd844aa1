"""All that can be asked about portability, each question under one address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from darna.rules.engine.questions import Question, Rule
from darna.rules.portability.questions.branches import BRANCHES, branch, moroccan_branch
from darna.rules.portability.questions.cnss import morocco
from darna.rules.portability.questions.europe import aggregation
from darna.rules.portability.questions.national import canada, italian_survivors, italy, netherlands
from darna.rules.portability.questions.old_age import old_age
from darna.rules.portability.questions.refunds import german_refund, italian_refund, moroccan_refund
from darna.rules.portability.questions.world import COUNTRIES, MOROCCO, country

_OWN_WAY: Final[dict[str, Rule]] = {"IT": italy, "CA": canada, "NL": netherlands, MOROCCO: morocco}
_REFUNDS: Final[dict[str, Rule]] = {MOROCCO: moroccan_refund, "DE": german_refund, "IT": italian_refund}


def questions() -> Iterator[Question]:
    """All that can be asked about portability, each under one address."""
    for code in (*COUNTRIES, MOROCCO):
        rule = _OWN_WAY.get(code) or old_age(code)
        yield _question("old_age", code, rule)
        for name in BRANCHES:
            yield _question(name, code, _rule_of_branch(code, name))
    for code, rule in _REFUNDS.items():
        yield _question("refund", code, rule)
    yield Question("portability.eu_aggregation", aggregation, "portability.eu_aggregation.title")


def _question(name: str, code: str, rule: Rule) -> Question:
    return Question(f"portability.{name}.{code}", rule, f"portability.{name}.title", {"country": country(code).name})


def _rule_of_branch(code: str, name: str) -> Rule:
    if code == MOROCCO:
        return moroccan_branch(name)
    return italian_survivors if (code, name) == ("IT", "survivors") else branch(code, name)
