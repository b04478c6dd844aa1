"""Whoever looks for a word finds it in its other forms, in four languages, and not what only looks alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from darna.methods.words import Language, folded, stem, stems, wishes, words

FORMS: list[tuple[Language, str]] = [
    ("fr", "retraite retraites retraité retraitée Retraités"),
    ("fr", "école écoles ECOLE"),
    ("fr", "pension pensions pensionner"),
    ("fr", "travail travailler"),
    ("fr", "régional régionaux régionale régionales"),
    ("fr", "agence agences"),
    ("fr", "étranger étrangère étrangers étrangères"),
    ("fr", "coopérative coopératives"),
    ("fr", "inscription inscriptions"),
    ("fr", "marocain marocaine marocains marocaines"),
    ("it", "scuola scuole"),
    ("it", "lavoro lavori lavorare"),
    ("it", "pensione pensioni"),
    ("it", "banca banche"),
    ("it", "figlio figli figlia figlie"),
    ("it", "straniero straniera stranieri straniere"),
    ("it", "agenzia agenzie"),
    ("it", "diritto diritti"),
    ("en", "school schools"),
    ("en", "pension pensions"),
    ("en", "city cities"),
    ("en", "train trained training"),
    ("en", "right rights"),
    ("ar", "مدرسة المدرسة مدارس المدارس والمدرسة للمدرسة بالمدرسة"),
    ("ar", "معاش المعاش معاشات المعاشات والمعاشات"),
    ("ar", "تقاعد التقاعد للتقاعد"),
    ("ar", "بطاقة البطاقة بطاقات البطاقات"),
    ("ar", "إقامة اقامة الإقامة الاقامه"),
    ("ar", "عمل العمل أعمال الأعمال للعمل"),
    ("ar", "صحة الصحة بالصحة"),
    ("ar", "مركز المركز مراكز المراكز"),
    ("ar", "وثيقة وثائق الوثائق"),
    ("ar", "طفل الطفل أطفال الأطفال"),
    ("ar", "مهاجر المهاجر مهاجرون المهاجرين مهاجرات"),
    ("ar", "تعاونية التعاونية تعاونيات التعاونيات"),
]


@pytest.mark.parametrize(("language", "forms"), FORMS, ids=lambda told: told if len(told) > 2 else None)
def test_the_forms_of_a_word_are_one(language: Language, forms: str) -> None:
    assert len({stem(folded(form), language) for form in forms.split()}) == 1, [
        stem(folded(form), language) for form in forms.split()
    ]


@pytest.mark.parametrize(
    ("asked", "meant", "language"),
    [
        ("retraites", "Votre pension de vieillesse", "fr"),
        ("retraite", "معاشات التقاعد", "ar"),
        ("المدارس", "L'inscription à l'école", "fr"),
        ("scuole", "School enrolment", "en"),
        ("lavoro", "Trouver un emploi", "fr"),
        ("جمارك", "La douane et la voiture", "fr"),
        ("visti", "Le visa long séjour", "fr"),
    ],
)
def test_a_word_finds_what_means_the_same_in_another_language(asked: str, meant: str, language: Language) -> None:
    assert wishes(asked)[0].stems & stems(meant, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("fr", "santé", "sanction"), ("it", "mare", "marito"), ("en", "work", "worry"), ("ar", "عمل", "علم")],
)
def test_words_that_only_look_alike_stay_apart(language: Language, one: str, other: str) -> None:
    assert stem(folded(one), language) != stem(folded(other), language)


def test_words_that_stand_everywhere_are_not_looked_for() -> None:
    assert list(words("Comment faire pour la retraite ? كيف في المعاش")) == ["retraite", "المعاش"]
    assert wishes("de la le") == ()


def test_a_question_of_any_length_has_few_words() -> None:
    assert len(wishes("mot " + " ".join(f"mot{one}" for one in range(500)))) == 8


@given(st.text(max_size=80))
def test_any_text_can_be_looked_for_and_is_found_by_its_own_words(text: str) -> None:
    for language in ("ar", "fr", "it", "en"):
        kept = stems(text, language)  # type: ignore[arg-type]
        assert all(wish.stems & kept for wish in wishes(text[:200]) if wish.word in set(words(text)))
