"""A conversation leads to offers that the child chooses, and never to a number about the child."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import get_type_hints

import pytest
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from darna.base.codelists.queries import codes
from darna.base.rowsecurity.context import acting
from darna.domains.cases.tests.makers import House
from darna.domains.safeguarding import actions, forms, queries, values
from darna.domains.safeguarding.models import Talk
from darna.domains.safeguarding.tests.makers import done, make_childs_case, make_talk
from darna.domains.safeguarding.values import OFFERS_FOR, TalkCard, offers_for
from darna.kernel.errors import Invalid, Refused

HERE = Path(values.__file__).parent
#: What counts the writings of a row, for two who write at once; it says nothing of a child.
OF_EVERY_ROW = {"version"}


def test_the_table_of_conversations_has_no_column_that_could_hold_a_number() -> None:
    numbers = (models.IntegerField, models.FloatField, models.DecimalField, models.DurationField, models.BooleanField)
    assert {field.name for field in Talk._meta.fields if isinstance(field, numbers)} == OF_EVERY_ROW


def test_postgresql_has_no_number_of_a_conversation_and_no_view_over_it(house: House) -> None:
    with acting(house.worker.context), connection.cursor() as cursor:
        cursor.execute(
            "select a.attname from pg_attribute a join pg_type t on t.oid = a.atttypid"
            " where a.attrelid = 'safeguarding_talk'::regclass and a.attnum > 0 and t.typcategory in ('N', 'B')"
        )
        assert {row[0] for row in cursor.fetchall()} == OF_EVERY_ROW
        cursor.execute(
            "select count(*) from pg_depend d join pg_rewrite r on r.oid = d.objid"
            " where d.refobjid = 'safeguarding_talk'::regclass"
        )
        assert cursor.fetchone() == (0,)


def test_nothing_that_touches_conversations_counts_sums_or_ranks() -> None:
    sources = [HERE / part / "talks.py" for part in ("models", "actions", "queries", "views")]
    sources += [HERE / "templates/safeguarding" / name for name in ("talk.html", "talking.html")]
    words = re.compile(r"\b(score|Count|Sum|Avg|aggregate|sum|len|sorted|rank|weight|points|level)\b\s*\(")
    assert {path.name: words.findall(path.read_text()) for path in sources} == {path.name: [] for path in sources}
    assert not words.search(inspect.getsource(offers_for).replace("sorted(offers_for", ""))
    assert {hint for hint in map(str, get_type_hints(TalkCard).values()) if "int" in hint or "float" in hint} == set()


@given(st.sets(st.sampled_from(sorted(OFFERS_FOR))), st.sampled_from(sorted(OFFERS_FOR)))
def test_more_talk_never_takes_an_offer_away_and_nothing_weighs_more(talked: set[str], more: str) -> None:
    found = offers_for(talked)
    assert found <= offers_for({*talked, more})
    assert found == offers_for([*talked, *talked])


def test_every_question_leads_to_an_offer_and_every_code_exists() -> None:
    assert set(OFFERS_FOR) == {line.code for line in codes("departure_question")}
    offers = {line.code for line in codes("support_offer")}
    assert all(found and found <= offers for found in OFFERS_FOR.values())
    assert set().union(*OFFERS_FOR.values()) == offers


def test_answers_are_sealed_as_a_whole_and_read_by_those_who_read_notes(house: House) -> None:
    case = make_childs_case(house.worker)
    talk = make_talk(house.worker, case.pk)
    with acting(house.worker.context):
        assert b"uncle" not in bytes(Talk.objects.get().sealed_answers)
        card = queries.talk_card(house.worker, talk.pk)
    assert card.answers == (("Did anybody borrow money for you to leave?", "My uncle borrowed."),)
    assert card.offers == ("Information about rights",)
    for who in (house.reception, house.officer):
        with acting(who.context), pytest.raises(Refused):
            queries.talk_card(who, talk.pk)


def test_a_conversation_ends_with_an_offer_that_exists(house: House) -> None:
    case = make_childs_case(house.worker)
    for offers in ([], ["detention"]):
        with pytest.raises(Invalid) as refused:
            done(house.worker, actions.write_talk, case.pk, {"home": "I am afraid."}, offers)
        assert refused.value.field == "offers"


def test_the_guide_shows_the_offers_that_fit_before_anything_is_saved(house: House) -> None:
    form = forms.TalkForm({"seen_version": "0", "q_debt": "My uncle borrowed."})
    assert not form.is_valid()
    assert form.fitting == ["Mediation with the family", "Information about rights"]
    assert forms.TalkForm().fitting == []
