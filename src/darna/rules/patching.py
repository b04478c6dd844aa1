"""Approved revisions as YAML that a developer takes into the files of the law, file by file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from darna.rules.book import ROOT, Book
from darna.rules.engine.citations import Source
from darna.rules.engine.parameters import Instrument, Parameter, Value
from darna.rules.engine.units import as_yaml


def patch(shipped: Book, now: Mapping[str, Instrument]) -> dict[str, dict[str, Any]]:
    """What stands otherwise in the law now than in the files: new sources, and each changed parameter whole.

    Shape: file beneath the folder of the law → {sources, parameters}; a parameter's values are the whole list, to be
    put in the place of the one in the file, and its sentence stands there only when it was written anew.
    """
    found = {}
    for holder, before in shipped.instruments.items():
        after = now.get(holder, before)
        if changed := [one for own, one in after.parameters.items() if before.parameters.get(own) != one]:
            found[file_of(holder)] = _parts(before, changed)
    return found


def patch_text(shipped: Book, now: Mapping[str, Instrument], entries: Iterable[str] = ()) -> str:
    """The patch as a text, with the entries of the changelog above it; empty when nothing was approved."""
    parts = patch(shipped, now)
    if not parts:
        return ""
    said = "".join(f"# {line}\n" for entry in entries for line in entry.splitlines())
    return (
        f"# Put these values in the place of those in the files, beneath the folder of the law.\n{said}{as_yaml(parts)}"
    )


def merged(file: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """The content of a file with its part of the patch taken in."""
    sources = {**(file.get("sources") or {}), **part.get("sources", {})}
    parameters = dict(file.get("parameters") or {})
    for own, changed in part["parameters"].items():
        parameters[own] = {**parameters[own], **changed}
    return {**file, "sources": sources, "parameters": parameters}


def file_of(holder: str) -> str:
    """The file that holds an instrument or a right, beneath the folder of the law."""
    found = [*ROOT.glob(f"*/{holder}/parameters.yaml"), *ROOT.glob(f"*/{holder}/right.yaml")]
    return str(found[0].relative_to(ROOT)) if found else f"{holder}/parameters.yaml"


def _parts(before: Instrument, changed: Iterable[Parameter]) -> dict[str, Any]:
    parameters = {one.name.partition(".")[2]: _parameter(before, one) for one in changed}
    sources = {
        source.id: _source(source) for one in changed for source in _sources(one) if source.id not in before.sources
    }
    return {**({"sources": sources} if sources else {}), "parameters": parameters}


def _parameter(before: Instrument, changed: Parameter) -> dict[str, Any]:
    told = {"values": list(map(_value, changed.values))}
    is_said_anew = changed.says != before.parameters[changed.name.partition(".")[2]].says
    return {"says": dict(changed.says), **told} if is_said_anew else told


def _sources(parameter: Parameter) -> Iterator[Source]:
    return (value.citation.source for value in parameter.values)


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": dict(source.title),
        "kind": source.kind,
        "reference": source.reference,
        "certainty": source.certainty.value,
        "checked_on": source.checked_on,
    }


def _value(value: Value) -> dict[str, Any]:
    cited = value.citation
    told = {
        "valid_from": value.valid_from,
        "valid_to": value.valid_to,
        "value": value.value,
        "source": cited.source.id,
        "article": cited.article or None,
        "certainty": cited.certainty.value,
        "checked_on": cited.checked_on,
    }
    return {name: one for name, one in told.items() if one is not None or name == "value"}
