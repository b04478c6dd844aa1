"""Every action leaves exactly one sentence in the trail, and a new action without an example here fails."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from types import ModuleType

import pytest

from darna.base.agencies.models import Agency
from darna.base.audit import actions as audit
from darna.base.audit.models import Entry
from darna.base.audit.verbs import known_verbs
from darna.base.keys import actions as keys
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.cases import actions as cases
from darna.domains.cases.registers import actions as bringing
from darna.domains.cases.registers import undoing
from darna.domains.people import actions as people
from darna.faces.office import agencies, invitations, members, trail
from tests.architecture.deeds import DEEDS, SILENT, Scene

MODULES: dict[str, tuple[ModuleType, ...]] = {
    "people": (people,),
    "cases": (cases,),
    "registers": (bringing, undoing),
    "office": (agencies, invitations, members, trail),
    "audit": (audit,),
    "keys": (keys,),
}


def actions() -> Iterator[str]:
    """Every public action: what a package exports, or what a module defines."""
    for room, modules in MODULES.items():
        for module in modules:
            exported = getattr(module, "__all__", None) or [
                name
                for name, found in inspect.getmembers(module, inspect.isfunction)
                if found.__module__ == module.__name__ and not name.startswith("_")
            ]
            yield from (f"{room}.{name}" for name in exported)


def sentences() -> list[str]:
    """The verbs of the whole trail; every agency's part is read under its own context."""
    with acting(PUBLIC):
        every = list(Agency.objects.values_list("pk", flat=True))
    verbs: list[str] = []
    for agency_id in every:
        with acting(Context(Kind.JOB, agency_id)):
            verbs += Entry.objects.values_list("verb", flat=True)
    return verbs


def test_every_action_has_its_example_or_a_reason_for_silence() -> None:
    assert set(actions()) == {*DEEDS, *SILENT}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DEEDS))
def test_an_action_leaves_exactly_one_sentence(name: str) -> None:
    scene = Scene()
    ready, deed = DEEDS[name]
    made = ready(scene)
    # Whoever acts is there before; making a member is no part of the deed.
    _ = scene.administrator, scene.supervisor, scene.officer, scene.operator, scene.partner
    before = sentences()
    deed(scene, made)
    after = sentences()
    assert len(after) - len(before) == 1, sorted(after)
    assert set(after) <= known_verbs()
