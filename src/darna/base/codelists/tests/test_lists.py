"""The lists that ship are complete in four languages and say no word for two things."""

from __future__ import annotations

import re

import pytest

from darna.base.codelists.folding import folded
from darna.base.codelists.models import Code
from darna.base.codelists.sources import ShippedList, shipped

LISTS = {one.header.code: one for one in shipped()}
each_list = pytest.mark.parametrize("one", LISTS.values(), ids=LISTS.keys())


def _words(code: Code) -> set[str]:
    return {folded(word) for word in (code.code, *code.label.values(), *code.aliases.splitlines())}


@each_list
def test_every_label_exists_in_the_four_languages(one: ShippedList) -> None:
    assert len(one.header.label) == 4
    assert one.codes
    for code in one.codes:
        assert len(code.label) == 4, code
        assert re.search("[\u0600-\u06ff]", code.label_ar) or code.label_ar.isascii(), code


@each_list
def test_every_list_names_its_version_source_and_licence(one: ShippedList) -> None:
    assert one.header.version
    assert one.header.source
    assert one.header.licence


@each_list
def test_codes_are_plain_and_unique(one: ShippedList) -> None:
    codes = [code.code for code in one.codes]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", code) for code in codes)


@each_list
def test_no_word_stands_for_two_codes(one: ShippedList) -> None:
    seen: dict[str, str] = {}
    for code in one.codes:
        for word in _words(code):
            assert seen.setdefault(word, code.code) == code.code, word


@each_list
def test_no_label_says_illegal_or_clandestine(one: ShippedList) -> None:
    spoken = " ".join(text for code in one.codes for text in code.label.values()).lower()
    assert not re.search("illegal|illégal|clandestin|غير شرعي|غير قانوني", spoken)
