"""The addresses under a language as the resolver knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern


@dataclass(frozen=True)
class Route:
    """One address: its full name, its view, who may open it, and the kinds of its parameters."""

    name: str
    view: Callable[..., Any] = field(repr=False)
    needed: str
    parameters: dict[str, str] = field(hash=False)


@cache
def routes() -> tuple[Route, ...]:
    """Every address under a language, in the order in which the resolver tries them."""
    languages = [one for one in get_resolver().url_patterns if isinstance(one.pattern, LocalePrefixPattern)]
    return tuple(route for one in languages for route in _walk(one, "", {}))


def _walk(inside: URLResolver, room: str, parameters: dict[str, str]) -> Iterator[Route]:
    for one in inside.url_patterns:
        told = {**parameters, **{name: type(kind).__name__ for name, kind in one.pattern.converters.items()}}
        if isinstance(one, URLPattern):
            needed = str(getattr(one.callback, "needed_verb", ""))
            yield Route(f"{room}{one.name}", one.callback, needed, told)
        else:
            yield from _walk(one, f"{one.app_name}:" if one.app_name else room, told)
