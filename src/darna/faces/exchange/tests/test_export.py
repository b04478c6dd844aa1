"""The directory as a file, as the command writes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings

from darna.faces.cli.commands.export import _written
from darna.faces.cli.ground import Trouble
from darna.faces.exchange.directory import as_json
from darna.faces.exchange.hsds import page


@pytest.mark.django_db
def test_every_service_is_in_the_file(tmp_path: Path) -> None:
    target = tmp_path / "services.json"
    count = _written(target, as_json("ar", using=settings.PORTAL_DATABASE))
    told = json.loads(target.read_text("utf-8"))
    assert count == len(told) > 30
    assert [name.name for name in tmp_path.iterdir()] == ["services.json"]


def test_a_file_that_cannot_be_written_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be written"):
        _written(tmp_path / "nowhere" / "services.json", ["[", "]"])


def test_pages_of_a_list_say_where_they_stand() -> None:
    assert page([], number=1, size=50, total=0)["empty"]
    last = page([{"id": "x"}], number=3, size=50, total=101)
    assert (last["total_pages"], last["last_page"], last["first_page"], last["size"]) == (3, True, False, 1)
