"""Rooms of the house: a room's views are loaded when somebody enters it, not before the first page is shown."""

from __future__ import annotations

import threading
from typing import Any

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.functional import cached_property

# Two threads that load modules which need one another may each see the other's half done: one room opens at a time.
_OPENING = threading.RLock()


class Room(URLResolver):
    """The addresses in one module, under a prefix; the names of its pages begin with the name of its package.

    Loading all rooms takes seconds on a slow machine, and a public page needs none of those behind the counter.
    No room holds rooms with names of their own.
    """

    def __init__(self, prefix: str, module: str) -> None:
        name = module.split(".")[-2]
        super().__init__(RoutePattern(prefix, is_endpoint=False), module, app_name=name, namespace=name)

    @cached_property
    def urlconf_module(self) -> Any:
        """The module, loaded now."""
        with _OPENING:
            return super().urlconf_module

    def _populate(self) -> None:
        # The house asks every room to learn its pages as soon as the address of one page of any room is written.
        # The name on the door is all it takes from a room like this; who looks behind it opens it by `url_patterns`.
        if "url_patterns" in vars(self):
            super()._populate()
