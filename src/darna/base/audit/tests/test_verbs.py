"""Every verb that the product records has its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

import darna
from darna.base.audit.verbs import SENTENCES, known_verbs, recorded_in, sentence

RECORDED = sorted(recorded_in(Path(darna.__file__).parent))


def test_every_recorded_verb_is_written_out_and_known() -> None:
    unknown = {place: verb for verb, place in RECORDED if verb not in known_verbs()}
    assert unknown == {}


def test_the_list_is_of_this_product() -> None:
    assert {"person.opened", "case.opened", "audit.read"} <= {verb for verb, _ in RECORDED}


def test_a_verb_of_an_older_version_is_shown_as_it_is() -> None:
    assert sentence("file.shredded") == "file.shredded"


@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_a_verb_is_a_thing_and_a_deed_and_its_sentence_is_its_own(verb: str) -> None:
    thing, _, deed = verb.partition(".")
    assert thing.isidentifier()
    assert deed.isidentifier()
    assert [str(said) for said in SENTENCES.values()].count(sentence(verb)) == 1
