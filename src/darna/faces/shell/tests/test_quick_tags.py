"""Addresses and sentences that are worked out once are the ones Django would give."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.templatetags.i18n import TranslateNode
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from darna.base.pages.ways import way
from darna.faces.shell.templatetags.darna_i18n import ConstantNode

LANGUAGES = ("ar", "fr", "it", "en")


def drawn(text: str, **values: object) -> str:
    return Template(text).render(Context(values))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_is_the_one_of_its_language_and_of_its_keys(language: str) -> None:
    with override(language):
        for _ in range(2):
            case, person = uuid4(), uuid4()
            assert drawn("{% url 'cases:close' case %}", case=case) == reverse("cases:close", args=[case])
            assert way("reception:tie", case, person) == reverse("reception:tie", args=[case, person])


def test_what_is_no_key_is_left_to_django() -> None:
    with override("fr"):
        assert drawn("{% url 'desk:register_step' step %}", step="consent") == "/fr/desk/register/consent/"
        assert drawn("{% url 'cases:list' as there %}[{{ there }}]") == "[/fr/desk/cases/]"
        assert drawn("{% url 'no:where' key as there %}[{{ there }}]", key=uuid4()) == "[]"
        with pytest.raises(NoReverseMatch):
            drawn("{% url 'no:where' key %}", key=uuid4())


def test_a_sentence_is_said_in_the_language_of_each_reader() -> None:
    template = Template("{% load i18n %}{% translate 'Close the case' %}")
    assert [type(node) for node in template.nodelist][-1] is ConstantNode
    said = []
    for language in LANGUAGES * 2:
        with override(language):
            said.append(template.render(Context()))
    assert len(set(said)) == 4
    assert said[:4] == said[4:]


def test_a_sentence_with_values_or_a_context_is_djangos() -> None:
    template = Template("{% load i18n %}{% translate word %}{% translate 'Who' context 'who the person is' %}")
    kinds = [type(node) for node in template.nodelist if isinstance(node, TranslateNode | ConstantNode)]
    assert kinds == [TranslateNode, TranslateNode]
    with override("fr"):
        assert drawn("{% load i18n %}{% translate word %}", word="<b>") == "&lt;b&gt;"
        assert drawn("{% load i18n %}{% translate '100% sure' as word %}{{ word }}") == "100% sure"
