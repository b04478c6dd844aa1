"""The walk of the readers and what is told of it; the pages themselves are read by `darna bench portal`."""

from __future__ import annotations

from darna.faces.cli.readers import Reading, paths


def test_readers_walk_through_all_kinds_of_pages_in_four_languages() -> None:
    walk = paths(["a", "b"], ["about"], 200)
    assert len(walk) == 200
    assert {kind for kind, _path in walk} == {"home", "list", "entry", "page"}
    assert {path[1:3] for _kind, path in walk} == {"ar", "fr", "it", "en"}
    assert walk == paths(["a", "b"], ["about"], 200)


def test_what_readers_met_is_told_in_figures() -> None:
    reading = Reading(2.0, {"home": [10.0] * 95, "list": [300.0] * 5}, {"home": 5000})
    told = reading.as_json()
    assert (told["pages_a_second"], told["p95_ms"]) == (50.0, 10.0)
    assert told["pages"]["home"]["kb"] == 5.0
