"""The pages of docs/reference say what the code says: no more, and no less."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "reference.py"


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """The script that writes the pages."""
    spec = importlib.util.spec_from_file_location("reference", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_were_written_from_the_code_as_it_is(reference: ModuleType) -> None:
    assert reference.drifted() == []


def test_every_column_of_every_table_has_a_meaning_and_no_other_has(reference: ModuleType) -> None:
    assert reference.unexplained() == []
    assert reference.explained_in_vain() == []


def test_every_retention_rule_that_a_table_names_is_explained_and_no_other_is(reference: ModuleType) -> None:
    assert reference.retention_rules() == reference.retention_told()
