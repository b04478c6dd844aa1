"""Contents are changed, compared and judged without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from darna.domains.programmes import drafting
from darna.domains.programmes.differences import How, differences
from darna.domains.programmes.linting import faults
from darna.domains.programmes.shipped import shipped
from darna.domains.programmes.values import LANGUAGES, Content, Kind, from_json, to_json
from darna.domains.programmes.wording import SENTENCES, told
from darna.kernel.errors import NotFound
from darna.kernel.text import LocalText

RETURNED = shipped()["returned_mre"]


def words(text: str) -> LocalText:
    """The same words in all four languages."""
    return LocalText(ar=text, fr=text, it=text, en=text)


def test_the_seven_programmes_of_the_house_and_the_general_reception_are_shipped() -> None:
    assert set(shipped()) == {
        "returned_mre",
        "mre_abroad",
        "third_country_national",
        "mobility_candidate",
        "informal_to_formal",
        "youth_orientation",
        "child_protection",
        "general_reception",
    }


@pytest.mark.parametrize("programme", sorted(shipped()))
def test_a_shipped_programme_is_said_in_four_languages_and_asks_for_consent_first(programme: str) -> None:
    content = shipped()[programme]
    assert faults(content) == ()
    assert all(set(part.label) == set(LANGUAGES) for kind in Kind for part in content.parts(kind))
    assert "consent_asked" in {item.code for item in content.stages[0].items}
    assert content.stages[-1].code == "closing"


def test_only_the_ceiling_that_a_guideline_gives_is_shipped() -> None:
    assert {code: content.ceiling for code, content in shipped().items() if content.ceiling} == {"child_protection": 25}


def test_no_shipped_word_speaks_of_police_or_of_who_is_illegal() -> None:
    said = " ".join(
        label
        for content in shipped().values()
        for kind in Kind
        for part in content.parts(kind)
        for label in part.label.values()
    ).casefold()
    assert not [word for word in ("police", "illegal", "clandestin", "irregular", "polizia") if word in said]


@pytest.mark.parametrize("programme", sorted(shipped()))
def test_what_is_stored_is_read_as_it_was(programme: str) -> None:
    assert from_json(to_json(shipped()[programme])) == shipped()[programme]


def test_a_part_is_added_under_a_code_of_its_own() -> None:
    once = drafting.added(RETURNED, Kind.ITEM, words("Consent asked, answer recorded!"), stage="planning")
    twice = drafting.added(once, Kind.ITEM, words("Consent asked, answer recorded!"), stage="planning")
    assert [item.code for item in twice.stage("planning").items][-2:] == [
        "consent_asked_answer_recorded",
        "consent_asked_answer_recorded_2",
    ]
    assert drafting.fresh_code(Content(), Kind.STAGE, words("مرحلة")) == "part"


def test_a_part_of_no_stage_is_not_found() -> None:
    with pytest.raises(NotFound):
        drafting.added(RETURNED, Kind.ITEM, words("x"), stage="nowhere")
    with pytest.raises(NotFound):
        drafting.renamed(RETURNED, Kind.DOCUMENT, "nothing", words("x"))


def test_moving_steps_over_what_is_no_longer_offered() -> None:
    without = drafting.retired(RETURNED, Kind.STAGE, "assessment")
    moved = drafting.moved(without, Kind.STAGE, "planning", up=True)
    assert [stage.code for stage in moved.current_stages][:2] == ["planning", "reception"]
    assert [one.how for one in differences(without, moved)] == [How.MOVED]


def test_the_preview_tells_each_difference_in_a_sentence() -> None:
    after = drafting.added(RETURNED, Kind.STAGE, words("Second visit"))
    after = drafting.retired(after, Kind.DOCUMENT, "vehicle_papers")
    after = drafting.renamed(after, Kind.INDICATOR, "satisfied", words("Content"))
    after = replace(after, ceiling=30)
    with translation.override("en"):
        said = [told(one, "en") for one in differences(RETURNED, after)]
    assert said == [
        "New stage: Second visit",
        "Document no longer expected: Vehicle papers",
        "Indicator called otherwise: Person satisfied with the accompaniment → Content",
        "Open cases for each worker: no ceiling → 30",
    ]


def test_what_was_in_force_may_be_retired_and_not_removed() -> None:
    gone = drafting.removed(RETURNED, Kind.ITEM, "plan_agreed")
    assert [fault.code for fault in faults(gone, before=RETURNED)] == ["code_lost"]
    assert faults(drafting.retired(RETURNED, Kind.ITEM, "plan_agreed"), before=RETURNED) == ()


def test_every_fault_has_its_sentence() -> None:
    part = RETURNED.documents[0]
    wrong = (
        Content(),
        replace(RETURNED, ceiling=0),
        replace(RETURNED, documents=(part, part)),
        replace(RETURNED, documents=(replace(part, code="Not plain"),)),
        replace(RETURNED, documents=(replace(part, label=LocalText(fr="x")),)),
        replace(RETURNED, documents=(replace(part, label=words("x" * 161)),)),
        replace(RETURNED, documents=(replace(part, label=words("x")), replace(part, code="y", label=words("X")))),
        replace(RETURNED, documents=tuple(replace(part, code=f"p{n}", label=words(str(n))) for n in range(41))),
        replace(RETURNED, stages=tuple(replace(RETURNED.stages[0], code=f"s{n}", items=()) for n in range(16))),
    )
    found = [{fault.code for fault in faults(content)} for content in wrong]
    assert all(found)
    assert set().union(*found) <= set(SENTENCES)


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["add", "retire", "restore", "up", "down", "rename"]),
        st.sampled_from(list(Kind)),
        st.integers(0, 30),
    ),
    max_size=12,
)


@given(CHANGES)
def test_whatever_is_done_to_a_draft_no_code_in_force_is_lost_and_no_code_is_there_twice(
    changes: list[tuple[str, Kind, int]],
) -> None:
    content = RETURNED
    for how, kind, number in changes:
        parts = content.parts(kind)
        code = parts[number % len(parts)].code
        match how:
            case "add":
                content = drafting.added(content, kind, words(f"New {number}"), stage=content.stages[0].code)
            case "rename":
                content = drafting.renamed(content, kind, code, words(f"Other {number}"))
            case "up" | "down":
                content = drafting.moved(content, kind, code, up=how == "up")
            case _:
                content = drafting.retired(content, kind, code, is_retired=how == "retire")
    assert {"code_lost", "code_twice"} & {fault.code for fault in faults(content, before=RETURNED)} == set()
    assert from_json(to_json(content)) == content
    assert (differences(RETURNED, content) == ()) == (content == RETURNED)
