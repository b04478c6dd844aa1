"""From the files a jurist writes to the values rules read; what is written wrong is said with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from darna.kernel.text import LocalText
from darna.rules.engine.citations import Certainty, Citation, Source
from darna.rules.engine.parameters import Instrument, Parameter, Value
from darna.rules.engine.predicates import Node, parse
from darna.rules.engine.rights import Document, Right, Step, Warning, Within
from darna.rules.engine.units import exactly

#: The parameter of an agreement that says whether it is law.
IN_FORCE: Final = "in_force"
_TRUTH: Final = "tag:yaml.org,2002:bool"


@lru_cache(maxsize=1)
def _loader() -> Any:
    """Reads as YAML 1.2 does: only `true` and `false` are truths.

    By the older rule `on`, the day of a situation, and `NO`, Norway, would be read as truths. The reader in C is ten
    times as fast; the other reads the same.
    """
    import yaml  # The first page of the house asks the law nothing, and need not wait for it.

    safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("Loader", (safe,), {})
    loader.yaml_implicit_resolvers = {
        letter: [(tag, pattern) for tag, pattern in resolvers if tag != _TRUTH]
        for letter, resolvers in safe.yaml_implicit_resolvers.items()
    }
    loader.add_implicit_resolver(_TRUTH, re.compile(r"(?:true|false)\Z"), ["t", "f"])
    return loader


def load(path: Path) -> Any:
    """What a file says.

    Raises: ValueError that names the file and the line.
    """
    import yaml  # As above.

    try:
        return yaml.load(path.read_text("utf-8"), Loader=_loader())  # noqa: S506 -- the safe loader, stricter
    except yaml.YAMLError as error:
        raise ValueError(f"{path}: {error}") from error


def sources_from(data: Mapping[str, Any]) -> dict[str, Source]:
    """The sources a file names."""
    return {name: _source(name, one) for name, one in (data or {}).items()}


def _source(name: str, data: Mapping[str, Any]) -> Source:
    return Source(
        id=name,
        title=LocalText.of(data["title"]),
        kind=data["kind"],
        reference=data.get("reference", ""),
        certainty=Certainty(data["certainty"]),
        checked_on=data["checked_on"],
    )


def citation_from(data: Mapping[str, Any], sources: Mapping[str, Source], holder: str) -> Citation | None:
    """The place a statement rests on; None where it names no source."""
    name = data.get("source")
    if name is None:
        return None
    if name not in sources:
        raise ValueError(f"{holder}: no source is called {name}")
    source = sources[name]
    return Citation(
        holder=holder,
        source=source,
        article=str(data.get("article") or ""),
        certainty=Certainty(data.get("certainty", source.certainty)),
        valid_from=data.get("valid_from"),
        checked_on=data.get("checked_on"),
    )


def parameters_from(data: Mapping[str, Any], sources: Mapping[str, Source], holder: str) -> dict[str, Parameter]:
    """The dated values a file holds."""
    return {name: parameter_from(name, one, sources, holder) for name, one in (data or {}).items()}


def parameter_from(name: str, data: Mapping[str, Any], sources: Mapping[str, Source], holder: str) -> Parameter:
    """One value through time."""
    values = tuple(_value(one, sources, holder, f"{holder}.{name}") for one in data["values"])
    return Parameter(f"{holder}.{name}", data["unit"], LocalText.of(data["says"]), values)


def _value(data: Mapping[str, Any], sources: Mapping[str, Source], holder: str, place: str) -> Value:
    citation = citation_from(data, sources, holder)
    if citation is None:
        raise ValueError(f"{place}: a value without a source")
    if not isinstance(data["valid_from"], date):
        raise ValueError(f"{place}: valid_from is not a day: {data['valid_from']!r}")
    return Value(exactly(data["value"]), citation, data["valid_from"], data.get("valid_to"))


def instrument_from(data: Mapping[str, Any]) -> Instrument:
    """A legal text as its `parameters.yaml` describes it."""
    head = data["instrument"]
    sources = sources_from(data["sources"])
    parameters = parameters_from(data.get("parameters") or {}, sources, head["id"])
    return Instrument(
        id=head["id"],
        title=LocalText.of(head["title"]),
        parties=tuple(head.get("parties", ())),
        sources=sources,
        parameters=dict(_told_as_law(parameters)),
        words=words_from(data.get("words") or {}),
    )


def _told_as_law(parameters: Mapping[str, Parameter]) -> Iterator[tuple[str, Parameter]]:
    """The values of a text, marked where it is not in force: of these nobody may read that they are since a day."""
    states = parameters[IN_FORCE].values if IN_FORCE in parameters else ()
    is_never = bool(states) and not any(state.value for state in states)
    for name, one in parameters.items():
        yield name, replace(one, values=tuple(_marked(name, value, is_never=is_never) for value in one.values))


def _marked(name: str, value: Value, *, is_never: bool) -> Value:
    is_law = not (is_never or (name == IN_FORCE and not value.value))
    return replace(value, citation=replace(value.citation, is_law=is_law))


def words_from(data: Mapping[str, Any]) -> dict[str, LocalText]:
    """Sentences by key."""
    return {str(key): LocalText.of(text) for key, text in data.items()}


def right_from(data: Mapping[str, Any], *, area: str) -> Right:
    """A right as its `right.yaml` describes it."""
    name = data["right"]
    sources = sources_from(data["sources"])
    return Right(
        id=name,
        area=area,
        address=data.get("address", name.replace("_", "-")),
        title=LocalText.of(data["title"]),
        summary=LocalText.of(data["summary"]),
        audiences=tuple(data["for"]),
        claim=data.get("claim", name),
        authority=LocalText.of(data["authority"]),
        services=tuple(data.get("services", ())),
        sources=sources,
        when=_tree(data["when"], name, sources),
        warnings=tuple(_warning(one, name, sources) for one in data.get("warnings", ())),
        documents=tuple(_document(one, name, sources) for one in data.get("documents", ())),
        steps=tuple(_step(one, name, sources) for one in data.get("steps", ())),
        if_refused=LocalText.of(data.get("if_refused") or {}),
        parameters=parameters_from(data.get("parameters") or {}, sources, name),
        figures={one["id"]: one["formula"] for one in data.get("figures", ())},
    )


def _tree(data: Mapping[str, Any], holder: str, sources: Mapping[str, Source]) -> Node:
    return parse(data, holder=holder, cite=lambda leaf: citation_from(leaf, sources, holder))


def _warning(data: Mapping[str, Any], holder: str, sources: Mapping[str, Source]) -> Warning:
    when = _tree(data["when"], holder, sources) if data.get("when") else None
    return Warning(data["id"], LocalText.of(data["says"]), when, citation_from(data, sources, holder))


def _document(data: Mapping[str, Any], holder: str, sources: Mapping[str, Source]) -> Document:
    needed = data.get("needed", "always")
    when = None if needed == "always" else _tree(needed, holder, sources)
    note = LocalText.of(data.get("note") or {})
    return Document(data["id"], LocalText.of(data["name"]), when, citation_from(data, sources, holder), note)


def _step(data: Mapping[str, Any], holder: str, sources: Mapping[str, Source]) -> Step:
    within = data.get("within")
    return Step(
        id=data["id"],
        do=LocalText.of(data["do"]),
        where=LocalText.of(data.get("where") or {}),
        documents=tuple(data.get("documents", ())),
        citation=citation_from(data, sources, holder),
        within=Within(within["days"], within["from"]) if within else None,
    )
