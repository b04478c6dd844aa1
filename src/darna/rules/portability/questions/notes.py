"""What a person should know beside the answer: how the amount is found, and whether it is paid in Morocco."""

from __future__ import annotations

from darna.rules.engine.answers import Answer
from darna.rules.engine.decisions import Decision
from darna.rules.engine.inquiry import Inquiry
from darna.rules.portability.questions.stated import stated
from darna.rules.portability.questions.world import agreement_with, country

#: The sentence for each way of calculating that an agreement may have.
METHODS = {
    "compare": "portability.note.compares",
    "pro_rata": "portability.note.pro_rata",
    "own_periods_only": "portability.note.own_periods_only",
    "n_of_40": "portability.note.fortieths",
    "residence": "portability.note.residence",
}


def tell_notes(ask: Inquiry, code: str, *, own: Decision, with_morocco: Decision) -> None:
    """The notes of the agreement that applies; nothing where none does."""
    name = agreement_with(ask, code)
    in_force = ask.peek(f"{name}.in_force") if name else None
    if in_force is None or not in_force.is_sure or in_force.value is not True:
        return
    if Answer.YES in (own.answer, with_morocco.answer):
        _method(ask, f"{name}.method", code)
        _export(ask, f"{name}.exports", code)
    if code == "FR" and isinstance(age := stated(ask, "fr_rg.full_rate_age"), int):
        ask.note("portability.note.fr_full_rate", years=age // 12)
    for own_rule, key in OWN_RULES.items():
        if own_rule.startswith(f"{name}.") and ask.peek(own_rule) is not None:
            stated(ask, own_rule)
            ask.note(key, country=country(code).name)


#: What single agreements add.
OWN_RULES = {
    "ma_de_1981.additional_period_share": "portability.note.additional_period_half",
    "ma_fr_2007.minimum_supplement_exported": "portability.note.supplement_not_exported",
    "ma_be_2014.top_up_exported": "portability.note.top_up_not_exported",
    "ma_be_1968.top_up_exported": "portability.note.top_up_not_exported",
    "ma_nl_1972.aow_reduced_abroad": "portability.note.aow_not_reduced",
    "ma_ly_1983.paid_in_practice": "portability.note.payment_blocked",
}


def _method(ask: Inquiry, name: str, code: str) -> None:
    way = stated(ask, name)
    ask.note(METHODS.get(str(way), "portability.note.method_not_known"), country=country(code).name)


def _export(ask: Inquiry, name: str, code: str) -> None:
    if stated(ask, name) is True:
        ask.note("portability.note.paid_in_morocco", country=country(code).name)
    else:
        ask.note("portability.note.export_not_known", country=country(code).name)
