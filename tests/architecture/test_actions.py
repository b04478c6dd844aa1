"""Every action leaves exactly one sentence in the trail, and a new action without an example here fails."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from types import ModuleType
from uuid import uuid4

import pytest
from django.utils.translation import override

from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.agencies.roles import Role
from darna.base.audit import actions as audit
from darna.base.audit import queries, telling
from darna.base.audit.fields import FIELDS, field_of
from darna.base.audit.models import Entry
from darna.base.audit.verbs import known_verbs
from darna.base.drafts import actions as drafts
from darna.base.keys import actions as keys
from darna.base.lists import actions as lists
from darna.base.rowsecurity.context import PUBLIC, Context, Kind, acting
from darna.domains.asking import actions as asking
from darna.domains.assessments import actions as assessments
from darna.domains.cases import actions as cases
from darna.domains.cases.registers import actions as bringing
from darna.domains.cases.registers import sources, staging, undoing
from darna.domains.closing import actions as closing
from darna.domains.cohorts import actions as cohorts
from darna.domains.complaints import actions as complaints
from darna.domains.directory import actions as directory
from darna.domains.documents import actions as documents
from darna.domains.entitlements import actions as entitlements
from darna.domains.families import actions as families
from darna.domains.law import actions as law
from darna.domains.linkage import actions as linkage
from darna.domains.links import actions as links
from darna.domains.matches import actions as matches
from darna.domains.pages import actions as pages
from darna.domains.people import actions as people
from darna.domains.planning import actions as planning
from darna.domains.privacy import actions as privacy
from darna.domains.programmes import actions as programmes
from darna.domains.reception import actions as reception
from darna.domains.referrals import actions as referrals
from darna.domains.retention import actions as retention
from darna.domains.safeguarding import actions as safeguarding
from darna.domains.transfers import actions as transfers
from darna.faces.office import agencies, invitations, members, trail
from darna.faces.training import actions as training
from tests.architecture.deeds import DEEDS, SILENT, Scene

MODULES: dict[str, tuple[ModuleType, ...]] = {
    "people": (people,),
    "planning": (planning,),
    "assessments": (assessments,),
    "closing": (closing,),
    "privacy": (privacy,),
    "transfers": (transfers,),
    "retention": (retention,),
    "matches": (matches,),
    "families": (families,),
    "linkage": (linkage,),
    "safeguarding": (safeguarding,),
    "documents": (documents,),
    "entitlements": (entitlements,),
    "programmes": (programmes,),
    "cases": (cases,),
    "cohorts": (cohorts,),
    "directory": (directory,),
    "pages": (pages,),
    "law": (law,),
    "asking": (asking,),
    "complaints": (complaints,),
    "registers": (bringing, undoing, staging, sources),
    "lists": (lists,),
    "referrals": (referrals,),
    "links": (links,),
    "office": (agencies, invitations, members, trail),
    "training": (training,),
    "audit": (audit,),
    "keys": (keys,),
    "drafts": (drafts,),
    "reception": (reception,),
}


#: An identifier, or a word of the program.
RAW = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|\b[a-z]+_[a-z]+\b|\b(True|False|None)\b")


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


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DEEDS))
def test_every_detail_of_a_sentence_is_read_in_words(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    scene, nameless = Scene(), []
    ready, deed = DEEDS[name]
    deed(scene, ready(scene))

    def told(verb: str, details: dict[str, object], names: dict[str, str]) -> tuple[tuple[str, str], ...]:
        nameless.extend((verb, key) for key in details if field_of(verb, key) not in FIELDS.values())
        return telling.told(verb, details, names)

    monkeypatch.setattr(queries, "told", told)
    with override("en"):
        lines = [line for officer in officers() for line in trail_of(officer)]
    assert lines
    assert nameless == []
    assert [line for line in lines if RAW.search(str(line.details))] == []


def officers() -> list[Actor]:
    """Somebody of each agency who reads its trail."""
    with acting(PUBLIC):
        return [
            Actor(uuid4(), uuid4(), agency_id, Role.DATA_OFFICER)
            for agency_id in Agency.objects.values_list("pk", flat=True)
        ]


def trail_of(officer: Actor) -> tuple[queries.TrailLine, ...]:
    """The trail of an agency as its officer reads it."""
    with acting(officer.context):
        return queries.trail_page(officer, queries.Filters()).lines
