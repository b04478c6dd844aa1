"""The examples in docstrings of the floors without Django are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import darna.kernel
import darna.methods
import darna.rules

MODULES = sorted(
    found.name
    for floor in (darna.kernel, darna.methods, darna.rules)
    for found in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}.")
    if ".tests" not in found.name
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_print_what_they_say(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name), optionflags=doctest.IGNORE_EXCEPTION_DETAIL).failed == 0
