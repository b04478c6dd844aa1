"""A page of a questionnaire as its template shows it: questions with what is known of each, groups, times of repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from darna.domains.assessments.posting import MOST_RANKED, name_of
from darna.domains.assessments.values import Told
from darna.domains.assessments.wording import sentence
from darna.methods.xlsform import Item, Kind, Path, Run, Screen
from darna.methods.xlsform.form import FILES
from darna.methods.xlsform.parsing import names_in
from darna.methods.xlsform.running import MOST_TIMES, codes_of

#: Answers beyond this number are chosen from a list that opens.
SIDE_BY_SIDE = 9


@dataclass(frozen=True, slots=True)
class Field:
    """One question on the page."""

    shape: str
    name: str
    label: str
    hint: str = ""
    guidance: str = ""
    value: str = ""
    choices: tuple[tuple[str, str, bool], ...] = ()
    error: str = ""
    is_required: bool = False
    #: Other questions of the page depend on it.
    is_live: bool = False
    is_long: bool = False
    parts: tuple[str, str] = ("", "")
    bounds: Mapping[str, str] = field(default_factory=dict)
    places: tuple[tuple[int, str], ...] = ()

    @property
    def key(self) -> str:
        """The identifier of its element, which stays the same when the page is shown anew."""
        return "q-" + self.name.replace(".", "-")


@dataclass(frozen=True, slots=True)
class Group:
    """Questions beneath a title; a time of a repeat can be taken away by its button."""

    shape: str
    key: str
    title: str
    nodes: tuple[Any, ...]
    remove: str = ""
    add: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: titles of the groups around, what stands on it, and every field that is asked."""

    titles: tuple[str, ...]
    nodes: tuple[Any, ...]
    asked: tuple[str, ...]
    errors: tuple[tuple[str, str], ...]


def sheet_of(run: Run, screen: Screen, problems: Mapping[str, str], typed: Mapping[str, str]) -> Sheet:
    """A page with what was answered, what is wrong, and what was typed and could not be read."""
    maker = _Maker(run, screen, problems, typed)
    nodes = tuple(maker.nodes(screen.items, ()))
    titles = tuple(text for one in screen.around if (text := run.said(one.labels, one, ())))
    errors = tuple((f"#{one.key}", f"{one.label}: {one.error}") for one in maker.fields if one.error)
    return Sheet(
        titles, nodes, tuple(one.name for one in maker.fields if one.shape not in ("note", "file", "told")), errors
    )


def is_shown(run: Run, screen: Screen) -> bool:
    """Anything of the page is asked or told now."""
    every = (one for top in screen.items for one in top.everything())
    return any(
        run.is_relevant(item, path)
        for item in every
        if item.is_shown or (item.kind is Kind.REPEAT and item.repeat_count is None)
        for path in run.paths(item)
    )


def problems_on(run: Run, screen: Screen) -> dict[str, str]:
    """What is wrong with the answers of a page, by the name of the field."""
    return {
        name_of(problem.item, problem.path): problem.message or sentence(problem.code)
        for problem in run.problems(screen.items)
    }


class _Maker:
    def __init__(self, run: Run, screen: Screen, problems: Mapping[str, str], typed: Mapping[str, str]) -> None:
        self.run, self.problems, self.typed = run, problems, typed
        self.fields: list[Field] = []
        self._live = _asked_for(run, screen)

    def nodes(self, items: tuple[Item, ...], path: Path) -> Iterator[Any]:
        for item in items:
            if not self.run.is_relevant(item, path):
                continue
            if item.kind is Kind.GROUP:
                yield from self._group(item, path)
            elif item.kind is Kind.REPEAT:
                yield self._repeat(item, path)
            elif item.is_shown:
                made = self._field(item, path)
                self.fields.append(made)
                yield made

    def _group(self, item: Item, path: Path) -> Iterator[Any]:
        nodes = tuple(self.nodes(item.children, path))
        if nodes:
            yield Group(
                "group", "g-" + name_of(item, path).replace(".", "-"), self._said(item.labels, item, path), nodes
            )

    def _repeat(self, item: Item, path: Path) -> Group:
        base, times = name_of(item, path), self.run.times(item, path)
        title, is_free = self._said(item.labels, item, path), item.repeat_count is None
        parts = tuple(
            Group(
                "time",
                f"t-{base}-{at}".replace(".", "-"),
                title,
                tuple(self.nodes(item.children, (*path, (item.name, at)))),
                remove=f"{base}.{at}" if is_free else "",
                number=at + 1,
            )
            for at in range(times)
        )
        add = f"{base}.{times}" if is_free and times < MOST_TIMES else ""
        return Group("repeat", "r-" + base.replace(".", "-"), title, parts, add=add)

    def _said(self, texts: Mapping[str, str], item: Item, path: Path) -> str:
        return self.run.said(texts, item, path)

    def _field(self, item: Item, path: Path) -> Field:
        name, value = name_of(item, path), self.run.value(item, path)
        told: dict[str, Any] = {
            "name": name,
            "label": self._said(item.labels, item, path) or item.name,
            "hint": self._said(item.hints, item, path),
            "guidance": self._said(item.guidance, item, path),
            "error": self.problems.get(name, ""),
            "is_required": self.run.is_required(item, path),
            "is_live": item.name in self._live,
        }
        if not item.is_asked:
            shape = "note" if item.type == "note" else "file" if item.type in FILES else "told"
            return Field(shape, **told, value=self.run.told(item, path))
        return self._asked(item, path, self.typed.get(name, value), told)

    def _asked(self, item: Item, path: Path, value: str, told: dict[str, Any]) -> Field:
        if item.choice_list:
            return self._choosing(item, path, value, told)
        if item.type == "geopoint":
            pieces = [*value.split(), "", ""]
            return Field("point", **told, parts=(pieces[0], pieces[1]))
        if item.type == "range":
            bounds = {key: item.parameters.get(word, usual) for key, word, usual in _RANGE}
            return Field("range", **told, value=value, bounds=bounds)
        shape = _SHAPES.get(item.type, "text")
        return Field(shape, **told, value=value, is_long="multiline" in item.appearance)

    def _choosing(self, item: Item, path: Path, value: str, told: dict[str, Any]) -> Field:
        offered, chosen = self.run.choices(item, path), codes_of(item, value) if value else []
        choices = tuple((code, label, code in chosen) for code, label in offered)
        if item.type == "rank":
            places = tuple(
                (at, chosen[at - 1] if at <= len(chosen) else "") for at in range(1, min(len(offered), MOST_RANKED) + 1)
            )
            return Field("rank", **told, choices=choices, places=places)
        if item.type == "select_multiple":
            return Field("many", **told, choices=choices)
        is_list = len(choices) > SIDE_BY_SIDE or any(
            look.startswith(("minimal", "autocomplete")) for look in item.appearance
        )
        return Field("list" if is_list else "one", **told, choices=choices, value=value)


_SHAPES = {
    "integer": "whole",
    "decimal": "number",
    "date": "date",
    "time": "time",
    "dateTime": "datetime-local",
    "acknowledge": "yes",
}
_RANGE = (("min", "start", "1"), ("max", "end", "10"), ("step", "step", "1"))


def _asked_for(run: Run, screen: Screen) -> set[str]:
    """The questions that something else on the page depends on, also by way of what is computed."""
    direct: set[str] = set()
    for item in (one for top in screen.items for one in top.everything()):
        for expression in (item.relevant, item.choice_filter, item.repeat_count, item.required, item.calculation):
            direct |= names_in(expression.tree) if expression else set()
        for text in (*item.labels.values(), *item.hints.values()):
            direct |= {piece.partition("}")[0].strip() for piece in text.split("${")[1:]}
    for _ in range(6):
        computed = (run.form.by_name[name].calculation for name in direct if name in run.form.by_name)
        further = set().union(*(names_in(one.tree) for one in computed if one)) - direct
        if not further:
            break
        direct |= further
    return direct


def told_of(run: Run) -> Iterator[Told]:
    """Every answer in words beneath the titles of its groups; what was not asked is left out."""
    yield from _told(run, run.form.items, (), 0)


def _told(run: Run, items: tuple[Item, ...], path: Path, level: int) -> Iterator[Told]:
    for item in items:
        if not run.is_relevant(item, path):
            continue
        title = run.said(item.labels, item, path)
        if item.kind is Kind.GROUP:
            inner = list(_told(run, item.children, path, level + bool(title)))
            if inner and title:
                yield Told(title, "", is_heading=True, level=level)
            yield from inner
        elif item.kind is Kind.REPEAT:
            for at in range(run.times(item, path)):
                yield Told(f"{title or item.name} {at + 1}", "", is_heading=True, level=level)
                yield from _told(run, item.children, (*path, (item.name, at)), level + 1)
        elif item.is_question and item.type not in FILES and title and (item.is_asked or item.calculation):
            yield Told(title, in_words(item, run.told(item, path)), level=level)


def in_words(item: Item, value: str) -> Any:
    """An answer for reading: a day as a day, a yes as a sentence."""
    if not value:
        return ""
    if item.type == "acknowledge":
        return sentence("acknowledged")
    try:
        if item.type == "date":
            return date.fromisoformat(value)
        if item.type == "dateTime":
            return datetime.fromisoformat(value)
    except ValueError:
        return value
    return value
