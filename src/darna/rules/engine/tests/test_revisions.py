"""Values that are proposed after the files were written: nothing is overwritten, and the linter has its say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from darna.kernel.errors import Invalid
from darna.kernel.text import LocalText
from darna.rules.engine.citations import Certainty, Citation, Source
from darna.rules.engine.decisions import Decision
from darna.rules.engine.facts import Vocabulary, fact_from
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.parameters import Instrument, Law, Parameter, Value
from darna.rules.engine.questions import Question, Questions
from darna.rules.engine.revisions import (
    Rereading,
    Revision,
    changes_nothing,
    revised,
    supposing,
    troubles_of_revision,
    with_revisions,
)
from darna.rules.engine.situations import Situation
from darna.rules.engine.supposing import differences
from darna.rules.engine.units import read, written

SAID = LocalText(ar="أشهر", fr="Mois", it="Mesi", en="Months")
OLD = Source("old", LocalText(fr="Une loi"), "law", "bulletin 1", Certainty.VERIFIED, date(2026, 1, 1))
NEW = Source("new", LocalText(fr="Un décret"), "decree", "bulletin 2", Certainty.VERIFIED, date(2026, 11, 1))


def value(number: object, since: date, until: date | None = None, certainty: str = "V") -> Value:
    return Value(number, Citation("law", OLD, "", Certainty(certainty), since, date(2026, 1, 1)), since, until)


MONTHS = Parameter(
    "law.months", "months", SAID, (value(180, date(2000, 1, 1), date(2009, 12, 31)), value(120, date(2010, 1, 1)))
)
LAW = Law({"law": Instrument("law", SAID, ("MA",), {"old": OLD}, {"months": MONTHS})})


def revision(number: object = 60, since: date = date(2027, 1, 1), **told: object) -> Revision:
    return replace(Revision("law.months", number, since, NEW, Certainty.VERIFIED, date(2026, 11, 1)), **told)  # type: ignore[arg-type]


def spans(parameter: Parameter) -> list[tuple[object, date, date | None]]:
    return [(one.value, one.valid_from, one.valid_to) for one in parameter.values]


def test_the_former_value_ends_the_day_before_and_stays() -> None:
    assert spans(revised(MONTHS, revision())) == [
        (180, date(2000, 1, 1), date(2009, 12, 31)),
        (120, date(2010, 1, 1), date(2026, 12, 31)),
        (60, date(2027, 1, 1), None),
    ]
    assert MONTHS.values[-1].valid_to is None


def test_a_value_of_the_past_holds_until_the_next_one_begins() -> None:
    assert spans(revised(MONTHS, revision(150, date(2005, 1, 1))))[:2] == [
        (180, date(2000, 1, 1), date(2004, 12, 31)),
        (150, date(2005, 1, 1), date(2009, 12, 31)),
    ]
    assert spans(revised(MONTHS, revision(200, date(1990, 1, 1))))[0] == (200, date(1990, 1, 1), date(1999, 12, 31))


def test_a_value_of_the_same_day_stands_where_the_wrong_one_stood() -> None:
    corrected = revised(MONTHS, revision(96, date(2010, 1, 1)))
    assert spans(corrected)[1:] == [(96, date(2010, 1, 1), None)]
    assert corrected.values[-1].citation.source is NEW


def test_a_fitting_revision_troubles_nobody() -> None:
    assert troubles_of_revision(LAW, revision()) == []
    assert troubles_of_revision(LAW, revision(None, certainty=Certainty.UNSURE)) == []


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"name": "law.nothing"}, "there is no value"),
        ({"value": True}, "a months is a number"),
        ({"value": -1}, "a months is a number"),
        ({"value": None}, "can only be of certainty"),
        ({"source": replace(NEW, certainty=Certainty.GENERAL)}, "is more than its source"),
        ({"source": replace(NEW, title=LocalText())}, "no title"),
        ({"source": replace(NEW, kind="rumour")}, "the kind rumour"),
        ({"source": replace(NEW, reference="")}, "nothing says where"),
        ({"valid_from": date(2010, 1, 1), "checked_on": date(2025, 1, 1)}, "later than this one"),
    ],
)
def test_the_linter_says_why_a_revision_cannot_be(told: dict[str, object], words: str) -> None:
    found = troubles_of_revision(LAW, revision(**told))
    assert any(words in line for line in found), found


def test_a_gap_before_a_revision_is_found() -> None:
    ended = Parameter("law.months", "months", SAID, (value(180, date(2000, 1, 1), date(2009, 12, 31)),))
    law = Law({"law": replace(LAW.instruments["law"], parameters={"months": ended})})
    assert any("a gap between" in line for line in troubles_of_revision(law, revision()))
    assert troubles_of_revision(law, revision(since=date(2010, 1, 1))) == []


def test_a_table_keeps_the_kinds_of_what_it_holds() -> None:
    covers = Parameter("law.covers", "table", SAID, (value({"old_age": True}, date(2000, 1, 1)),))
    law = Law({"law": replace(LAW.instruments["law"], parameters={"covers": covers})})
    assert troubles_of_revision(law, revision({"old_age": False, "family": True}, name="law.covers")) == []
    assert troubles_of_revision(law, revision({"old_age": "perhaps"}, name="law.covers"))


def test_a_sentence_written_anew_stands_for_every_day_and_is_asked_for_in_four_languages() -> None:
    said = LocalText(ar="شهور", fr="Mois civils", it="Mesi civili", en="Calendar months")
    anew = revision(120, date(2010, 1, 1), says=said)
    assert troubles_of_revision(LAW, anew) == []
    assert revised(MONTHS, anew).says == said
    assert revised(MONTHS, revision()).says == SAID
    assert not changes_nothing(LAW, anew)
    (trouble,) = troubles_of_revision(LAW, revision(says=LocalText(fr="Mois", ar="شهور")))
    assert trouble.endswith("not written in it, en")
    assert troubles_of_revision(LAW, revision(says=replace(said, fr="Mois {")))


def test_a_name_inside_a_table_is_asked_for_in_four_languages() -> None:
    names = Parameter("law.forms", "table", SAID, (value({"BM 6": dict(SAID)}, date(2000, 1, 1)),))
    law = Law({"law": replace(LAW.instruments["law"], parameters={"forms": names})})
    fits = revision({"BM 7": dict(SAID)}, name="law.forms")
    assert troubles_of_revision(law, fits) == []
    (trouble,) = troubles_of_revision(law, replace(fits, value={"BM 7": {"fr": "Demande", "ar": "طلب"}}))
    assert "not written in it, en" in trouble


def test_what_says_the_same_again_changes_nothing() -> None:
    again = Revision("law.months", 120, date(2010, 1, 1), OLD, Certainty.VERIFIED, date(2026, 1, 1))
    assert changes_nothing(LAW, again)
    assert not changes_nothing(LAW, revision(120, date(2010, 1, 1)))


def test_approved_revisions_follow_each_other_and_the_files_stay_as_they_are() -> None:
    now, aside = with_revisions(LAW.instruments, [revision(), revision(48, date(2030, 1, 1))])
    assert [one.value for one in now["law"].parameters["months"].values] == [180, 120, 60, 48]
    assert aside == ()
    assert LAW.instruments["law"].parameters["months"] is MONTHS


def test_a_revision_stands_aside_when_the_files_were_read_later_or_lost_the_value() -> None:
    early = revision(96, date(2010, 1, 1), checked_on=date(2025, 1, 1))
    now, aside = with_revisions(LAW.instruments, [early, revision(name="law.gone")])
    assert now["law"].parameters["months"] == MONTHS
    assert [one.revision.name for one in aside] == ["law.months", "law.gone"]


def test_reading_again_moves_the_day_and_nothing_else() -> None:
    again = Rereading("law.months", date(2010, 1, 1), date(2026, 12, 1))
    now, _aside = with_revisions(
        LAW.instruments, [], [again, Rereading("law.months", date(2000, 1, 1), date(2020, 1, 1))]
    )
    read_on = [one.citation.read_on for one in now["law"].parameters["months"].values]
    assert read_on == [date(2026, 1, 1), date(2026, 12, 1)]
    assert spans(now["law"].parameters["months"]) == spans(MONTHS)


def test_the_supposed_law_answers_from_that_day_on() -> None:
    law = supposing(LAW, revision())
    assert [law.value("law.months", on=day).value for day in (date(2026, 12, 31), date(2027, 1, 1))] == [120, 60]


def enough(ask: Inquiry) -> Decision:
    return ask.at_least("law.enough", ask.quantity("insured"), int(str(ask.law("law.months").value)))


def test_only_situations_that_are_answered_otherwise_are_told() -> None:
    questions = Questions()
    questions.add(Question("law.enough", enough))
    facts = Vocabulary({"insured": fact_from("insured", {"kind": "number", "asks": {"fr": "Combien ?"}})})
    few, many, early = (
        Situation("few", "law.enough", date(2028, 1, 1), {"insured": 80}, {"answer": "no"}),
        Situation("many", "law.enough", date(2028, 1, 1), {"insured": 200}, {"answer": "yes"}),
        Situation("early", "law.enough", date(2020, 1, 1), {"insured": 80}, {"answer": "no"}),
    )
    (found,) = differences([few, many, early], questions, facts, LAW, supposing(LAW, revision()))
    assert found.situation is few
    assert [one and str(one.answer) for one in (found.before, found.after)] == ["no", "yes"]
    assert found.unmet == ("answer: yes, not no",)


@pytest.mark.parametrize(
    ("unit", "text", "found"),
    [
        ("yes_no", " Yes ", True),
        ("months", "1 320", 1320),
        ("percent", "0.5", Decimal("0.5")),
        ("date", "2026-03-01", date(2026, 3, 1)),
        ("choice", "own_periods_only", "own_periods_only"),
        ("list", "[old_age, family]", ["old_age", "family"]),
        ("table", "{rate: 0.5}", {"rate": Decimal("0.5")}),
        ("months", "  ", None),
    ],
)
def test_a_value_is_read_and_written_as_the_files_hold_it(unit: str, text: str, found: object) -> None:
    assert read(unit, text) == found
    assert read(unit, written(found)) == found


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("yes_no", "maybe"),
        ("months", "NaN"),
        ("months", "-3"),
        ("date", "01/03/2026"),
        ("choice", "Own periods"),
        ("list", "{a: 1}"),
        ("table", "[a"),
        ("table", "{a: &x [1], b: *x}"),
        ("table", "{a: !!python/name:os.system ''}"),
        ("table", "{a: " + "[" * 40 + "]" * 40 + "}"),
        ("table", "{" + "a" * 7000 + ": 1}"),
    ],
)
def test_what_is_no_value_is_refused_beside_its_field(unit: str, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(unit, text)
    assert refused.value.field == "value"
