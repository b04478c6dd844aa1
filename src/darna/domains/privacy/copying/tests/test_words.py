"""Every table and column that an export may carry has words, and every sealed one a place; a new one fails here."""

from __future__ import annotations

import re

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models

from darna.base.codelists.queries import list_codes
from darna.domains.privacy.copying import lists, tables, wording
from darna.domains.privacy.copying.columns import WITHOUT_WORDS, columns_of, exported, path_of, sources
from darna.domains.privacy.copying.places import OF_ANOTHER, PLACES

EXPORTED = [model for model, _person in exported()]
TABLES = {label for _title, held in tables.SECTIONS.values() for label in held}


def test_every_exported_table_has_a_title_and_no_other() -> None:
    assert {model._meta.label for model in EXPORTED} == TABLES
    assert not TABLES & WITHOUT_WORDS


@pytest.mark.parametrize("model", EXPORTED, ids=lambda model: model._meta.label)
def test_every_column_that_is_told_has_words_and_a_place_if_it_is_sealed(model: type[models.Model]) -> None:
    """Add the words to `wording.LABELS`, the place to `places.PLACES`, the code list to `lists.CODES`."""
    columns = list(columns_of(model))
    assert columns
    assert all(str(column.label) for column in columns)
    assert len({column.name for column in columns}) == len(columns)


@pytest.mark.parametrize("model", EXPORTED, ids=lambda model: model._meta.label)
def test_no_identifier_mark_or_ciphertext_is_a_column(model: type[models.Model]) -> None:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.BinaryField) and not field.name.startswith("sealed_"):
            assert path_of(model, field) == ""
        if (
            re.search(r"_by$|worker_id$|assigned_id$|responsible_id$|hash|token|digest", field.name)
            and not field.choices
            and not field.name.startswith("sealed_")
        ):
            assert path_of(model, field) == "", field.name


def test_places_and_lists_name_columns_that_exist() -> None:
    known = {(source.label, column.path) for source in sources() for column in source.columns}
    assert {(table, path) for table, paths in PLACES.items() for path in paths} <= known
    assert known >= OF_ANOTHER
    named = {*lists.CODES, *lists.OTHERWISE, *wording.OWN}
    assert {tuple(column.rsplit(".", 1)) for column in named} <= known


def test_labels_that_no_column_bears_are_taken_out() -> None:
    assert set(wording.LABELS) == {column.path for source in sources() for column in source.columns}


def test_code_lists_exist(db: None) -> None:
    assert {*lists.CODES.values(), *lists.REASONS} <= set(list_codes())


def test_lists_of_codes_are_told_by_a_list() -> None:
    for source in sources():
        fields = {field.name: field for field in source.model._meta.concrete_fields}
        for column in source.columns:
            if isinstance(fields.get(column.path), ArrayField):
                assert column.shape.value in ("codes", "country", "recipients", "choice"), (source.label, column.path)
