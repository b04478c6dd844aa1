"""An agency's administrator changes how the agency works in a programme, on pages and without code."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.test import Client
from django.urls import include, path, reverse

from darna.base.agencies.tests.makers import signed_in_client
from darna.base.rowsecurity.context import acting
from darna.domains.programmes import queries
from darna.domains.programmes.models import ProgrammeVersion
from darna.domains.programmes.tests.makers import Office

pytestmark = pytest.mark.urls(__name__)

urlpatterns = i18n_patterns(
    path("desk/programmes/", include("darna.domains.programmes.urls")),
    path("account/", include("darna.base.accounts.urls")),
    path("agency/", include("darna.base.agencies.urls")),
    path("", include("darna.faces.portal.urls")),
    prefix_default_language=True,
)
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"

LABELS = {
    "label_ar": "زيارة ثانية",
    "label_fr": "Deuxième visite",
    "label_it": "Seconda visita",
    "label_en": "Second visit",
}


def page(client: Client, name: str, *args: Any) -> Any:
    return client.get(reverse(f"programmes:{name}", args=args))


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"programmes:{name}", args=args), data)


def in_force(office: Office) -> Any:
    with acting(office.keeper.context):
        return queries.definition("returned_mre", agency_id=office.keeper.agency_id)


def begin(office: Office, client: Client) -> Any:
    """The draft an administrator begins from what is in force."""
    send(client, "start_draft", in_force(office).version_id)
    with acting(office.keeper.context):
        return ProgrammeVersion.objects.get(state="draft").pk


def test_a_stage_with_an_item_is_added_named_ordered_and_published_without_code(office: Office) -> None:
    client = signed_in_client(office.keeper)
    draft = begin(office, client)
    assert send(client, "add_part", draft, "stage", seen_version=1, **LABELS).status_code == 302
    assert send(client, "add_part", draft, "item", seen_version=2, stage="second_visit", **LABELS).status_code == 302
    assert send(client, "arrange", draft, seen_version=3, do="up stage second_visit").status_code == 302
    other = {**LABELS, "label_en": "Visit at home", "label_fr": "Visite à domicile"}
    assert send(client, "rename_part", draft, "stage", "second_visit", seen_version=4, **other).status_code == 302
    assert send(client, "set_ceiling", draft, seen_version=5, ceiling=30).status_code == 302
    assert send(client, "arrange", draft, seen_version=6, do="retire document vehicle_papers").status_code == 302
    preview = page(client, "publish", draft).content.decode()
    assert "New stage: Visit at home" in preview
    assert "Document no longer expected: Vehicle papers" in preview
    assert "no ceiling → 30" in preview
    assert send(client, "publish", draft, seen_version=7, reason="We visit").status_code == 302
    now = in_force(office)
    assert [stage.code for stage in now.stages][-2:] == ["second_visit", "closing"]
    assert (now.ceiling, now.stages[-2].label.in_("it")) == (30, "Seconda visita")


def test_every_version_stays_readable(office: Office) -> None:
    client = signed_in_client(office.keeper)
    shipped, draft = in_force(office).version_id, begin(office, client)
    send(client, "set_ceiling", draft, seen_version=1, ceiling=30)
    send(client, "publish", draft, seen_version=2)
    old, new = (page(client, "version", one).content.decode() for one in (shipped, draft))
    assert "no longer in force" in old
    assert "in force" in new
    assert reverse("programmes:version", args=[shipped]) in new
    assert page(client, "add_part", draft, "stage").status_code == 404


def test_what_is_missing_is_said_beside_its_field(office: Office) -> None:
    client = signed_in_client(office.keeper)
    draft = begin(office, client)
    missing = send(client, "add_part", draft, "stage", seen_version=1, **{**LABELS, "label_ar": ""})
    assert (missing.status_code, 'href="#id_label_ar"' in missing.content.decode()) == (422, True)
    twice = send(client, "add_part", draft, "stage", seen_version=1, **{**LABELS, "label_fr": "Accueil"})
    assert (twice.status_code, "called the same in French" in twice.content.decode()) == (422, True)
    assert send(client, "set_ceiling", draft, seen_version=1, ceiling=0).status_code == 422
    lost = send(client, "arrange", draft, seen_version=1, do="remove stage reception")
    assert (lost.status_code, "Retire it instead" in lost.content.decode()) == (422, True)
    assert send(client, "publish", draft, seen_version=1).status_code == 302
    assert "says the same as what is in force" in page(client, "version", draft).content.decode()


def test_two_administrators_see_each_others_change(office: Office) -> None:
    client = signed_in_client(office.keeper)
    draft = begin(office, client)
    send(client, "set_ceiling", draft, seen_version=1, ceiling=30)
    late = send(client, "set_ceiling", draft, seen_version=1, ceiling=40)
    words = late.content.decode()
    assert late.status_code == 409
    assert "30" in words
    assert 'value="40"' in words
    assert send(client, "arrange", draft, seen_version=1, do="up stage planning").status_code == 409
    assert send(client, "publish", draft, seen_version=1).status_code == 409
    assert send(client, "discard", draft, seen_version=2).status_code == 302


def test_buttons_of_a_draft_retire_what_was_in_force_and_remove_what_was_not(office: Office) -> None:
    client = signed_in_client(office.keeper)
    draft = begin(office, client)
    send(client, "add_part", draft, "document", seen_version=1, **LABELS)
    values = re.findall(r'name="do" value="([a-z]+ document [a-z_]+)"', page(client, "version", draft).content.decode())
    assert "remove document second_visit" in values
    assert "retire document second_visit" not in values
    assert "retire document diplomas" in values


def test_nobody_else_opens_these_pages(office: Office) -> None:
    draft = begin(office, signed_in_client(office.keeper))
    for who, expected in ((office.worker, 403), (office.supervisor, 403), (office.neighbour, 404)):
        assert page(signed_in_client(who), "version", draft).status_code == expected


@pytest.mark.parametrize("language", ["ar", "fr", "it"])
def test_pages_are_drawn_in_every_language(office: Office, language: str) -> None:
    client = signed_in_client(office.keeper)
    draft = begin(office, client)
    for name, args in (
        ("list", []),
        ("version", [draft]),
        ("add_part", [draft, "item"]),
        ("set_ceiling", [draft]),
        ("publish", [draft]),
        ("discard", [draft]),
    ):
        answer = client.get(reverse(f"programmes:{name}", args=args).replace("/en/", f"/{language}/", 1))
        assert (answer.status_code, f'lang="{language}"' in answer.content.decode()) == (200, True), name
