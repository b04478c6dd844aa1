"""Who somebody is in a request: one membership at a time, looked at afresh each time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from darna.base.agencies.decorators import needs, signed_in
from darna.base.agencies.models import Membership
from darna.base.agencies.roles import Role, Verb
from darna.base.agencies.tests.makers import (
    account_of,
    make_account,
    make_agency,
    make_member,
    office_of,
    signed_in_client,
)
from darna.base.rowsecurity.context import acting
from darna.kernel.clock import now, today

pytestmark = pytest.mark.django_db


@needs(Verb.SEARCH_PERSONS)
def search_room(request):
    return HttpResponse(f"{request.actor.agency_slug} {request.actor.role}")


@signed_in
def any_room(request):
    return HttpResponse(f"{request.actor.agency_slug} {request.actor.role}")


urlpatterns = [
    path("search/", search_room),
    path("room/", any_room),
    path("fr/account/", include("darna.base.accounts.urls")),
    path("fr/agency/", include("darna.base.agencies.urls")),
    path("fr/", include("darna.faces.portal.urls")),
]
handler403 = "darna.faces.shell.errors.forbidden"
handler404 = "darna.faces.shell.errors.not_found"

rooms = override_settings(ROOT_URLCONF=__name__)


@rooms
def test_a_stranger_is_led_to_sign_in_and_back_again() -> None:
    answer = Client().get("/search/")
    assert answer.headers["Location"] == "/fr/account/sign-in/?next=%2Fsearch%2F"


@rooms
def test_a_caseworker_searches_and_a_donor_may_not() -> None:
    assert signed_in_client(make_member(Role.CASEWORKER)).get("/search/").content == b"maison caseworker"
    assert signed_in_client(make_member(Role.DONOR)).get("/search/").status_code == 403


@rooms
def test_htmx_leaves_the_page_as_a_whole() -> None:
    answer = Client().get("/search/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/fr/account/sign-in/"


@rooms
def test_without_a_second_factor_nothing_opens() -> None:
    client = Client()
    client.force_login(account_of(make_member()))
    assert client.get("/room/").headers["Location"].startswith("/fr/account/second-factor/")


@rooms
def test_two_memberships_and_the_way_between_them() -> None:
    account = make_account()
    first = make_member(Role.CASEWORKER, account=account)
    second = make_member(Role.DONOR, account=account, agency=make_agency("aideca"))
    client = signed_in_client(first)
    assert client.get("/room/").content == b"maison caseworker"
    client.post("/fr/agency/switch/", {"agency": str(second.membership_id)})
    assert client.get("/room/").content == b"aideca donor"
    assert client.get("/search/").status_code == 403


@rooms
def test_nobody_switches_to_a_membership_of_somebody_else() -> None:
    other = make_member(Role.SUPERVISOR, agency=make_agency("aideca"))
    client = signed_in_client(make_member())
    assert client.post("/fr/agency/switch/", {"agency": str(other.membership_id)}).status_code == 404


@rooms
@pytest.mark.parametrize("loss", [{"ended_at": "now"}, {"until": "yesterday"}])
def test_a_membership_that_ends_is_lost_at_the_next_request(loss: dict[str, str]) -> None:
    actor = make_member()
    client = signed_in_client(actor)
    assert client.get("/room/").status_code == 200
    with acting(office_of(actor.agency_id)):
        day = today() - timedelta(days=1)
        values = {"ended_at": now()} if "ended_at" in loss else {"since": day, "until": day}
        Membership.objects.filter(pk=actor.membership_id).update(**values)
    assert client.get("/room/").headers["Location"] == "/fr/agency/none/"
    assert client.get("/fr/agency/none/").status_code == 200


@rooms
def test_a_role_that_changes_counts_at_the_next_request() -> None:
    actor = make_member(Role.CASEWORKER)
    client = signed_in_client(actor)
    assert client.get("/search/").status_code == 200
    with acting(office_of(actor.agency_id)):
        Membership.objects.filter(pk=actor.membership_id).update(role=Role.DONOR)
    assert client.get("/search/").status_code == 403


@rooms
def test_becoming_an_actor_costs_a_fixed_number_of_queries(django_assert_num_queries) -> None:
    client = signed_in_client(make_member())
    client.get("/room/")
    with django_assert_num_queries(10):
        client.get("/room/")
