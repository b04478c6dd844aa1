"""An administrator keeps the members of one agency, and of no other."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from darna.base.accounts import throttle
from darna.base.accounts.models import Account
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Invitation, Membership
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import (
    account_of,
    make_account,
    make_agency,
    make_member,
    make_operator,
    signed_in_client,
)
from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.kernel.clock import now, today

pytestmark = pytest.mark.django_db

INVITED = {"full_name": "Karim Alaoui", "email": "Karim@example.org", "role": "caseworker", "language": "ar"}
PASSWORD = "une phrase assez longue"


@pytest.fixture
def admin() -> Actor:
    """The administrator of the Maison."""
    return make_member(Role.AGENCY_ADMINISTRATOR)


def verbs_of(actor: Actor) -> list[str]:
    """What the trail of the actor's agency says, in order."""
    with acting(actor.context):
        return list(Entry.objects.order_by("id").values_list("verb", flat=True))


def link_of(letter_number: int = -1) -> str:
    return re.search(r"http://testserver(\S+)", mail.outbox[letter_number].body).group(1)


def invite(admin: Actor, **changed: str) -> str:
    answer = signed_in_client(admin).post("/fr/office/members/invite/", {**INVITED, **changed})
    assert answer.status_code == 200, answer.content.decode()
    return link_of()


def test_karim_is_invited_chooses_a_password_and_belongs(admin: Actor) -> None:
    link = invite(admin)
    assert link.startswith("/ar/office/invitation/")
    assert mail.outbox[-1].to == ["karim@example.org"]
    stranger = Client()
    assert stranger.get(link).status_code == 200
    answer = stranger.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert answer.headers["Location"] == "/ar/account/sign-in/"
    with acting(admin.context):
        membership = Membership.objects.get(account__email="karim@example.org")
    assert (membership.role, membership.since) == ("caseworker", today())
    assert verbs_of(admin) == ["invitation.sent", "invitation.accepted"]


def test_the_link_works_once(admin: Actor) -> None:
    link = invite(admin)
    Client().post(link, {"password": PASSWORD, "again": PASSWORD})
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 410


def test_the_link_works_for_seven_days(admin: Actor) -> None:
    link = invite(admin)
    with acting(admin.context):
        invitation = Invitation.objects.get()
        assert timedelta(days=6, hours=23) < invitation.expires_at - now() < timedelta(days=7, minutes=1)
        # PostgreSQL's own clock decides, so the end is moved and not the test's clock.
        Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    assert Client().get(link).status_code == 410


def test_a_withdrawn_link_no_longer_works(admin: Actor) -> None:
    link = invite(admin)
    with acting(admin.context):
        invitation = Invitation.objects.get()
    signed_in_client(admin).post(f"/fr/office/invitations/{invitation.pk}/withdraw/")
    assert Client().get(link).status_code == 410
    assert verbs_of(admin)[-1] == "invitation.withdrawn"


def test_the_token_of_a_link_is_not_in_the_database(admin: Actor) -> None:
    token = invite(admin).rstrip("/").rsplit("/", 1)[1]
    with acting(admin.context):
        assert token.encode() not in bytes(Invitation.objects.get().token_hash)


def test_nobody_is_invited_twice(admin: Actor) -> None:
    invite(admin)
    answer = signed_in_client(admin).post("/fr/office/members/invite/", INVITED)
    assert answer.status_code == 422
    assert len(mail.outbox) == 1


def test_guessing_links_is_slowed_down(admin: Actor) -> None:
    link = invite(admin)
    guesser = Client()
    for number in range(20):
        assert guesser.get(f"/fr/office/invitation/guess{number}/").status_code == 410
    assert guesser.get(link).status_code == 410
    assert Client(REMOTE_ADDR="198.51.100.7").get(link).status_code == 200


def test_who_has_an_account_accepts_with_it_and_nobody_else_does(admin: Actor) -> None:
    elsewhere = make_member(account=make_account("karim@example.org"), agency=make_agency("aideca"))
    link = invite(admin)
    stranger = signed_in_client(make_member())
    assert stranger.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 200
    client = signed_in_client(elsewhere)
    assert client.post(link).status_code == 302
    with acting(admin.context):
        assert Membership.objects.filter(account=account_of(elsewhere)).count() == 1
    assert Account.objects.filter(email="karim@example.org").count() == 1


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.SUPERVISOR, Role.DATA_OFFICER, Role.DONOR])
def test_no_other_role_keeps_members(role: Role) -> None:
    client = signed_in_client(make_member(role))
    for path in ("members/", "members/invite/", "agencies/", "agencies/add/"):
        assert client.get(f"/fr/office/{path}").status_code == 403


def test_an_administrator_gives_no_role_of_the_platform(admin: Actor) -> None:
    answer = signed_in_client(admin).post(
        "/fr/office/members/invite/", {**INVITED, "role": str(Role.PLATFORM_ADMINISTRATOR)}
    )
    assert answer.status_code == 422


def test_ending_a_membership_ends_its_sessions(admin: Actor) -> None:
    member = make_member()
    client = signed_in_client(member)
    answer = signed_in_client(admin).post(f"/fr/office/members/{member.membership_id}/end/")
    assert answer.status_code == 302
    assert client.get("/fr/account/").headers["Location"].startswith("/fr/account/sign-in/")
    assert verbs_of(admin) == ["membership.ended"]


def test_changing_a_role_ends_the_sessions_too(admin: Actor) -> None:
    member = make_member()
    client = signed_in_client(member)
    values = {"role": "receptionist", "since": str(today()), "until": "", "version": "1"}
    path = f"/fr/office/members/{member.membership_id}/"
    assert signed_in_client(admin).post(path, values).status_code == 302
    assert client.get("/fr/account/").headers["Location"].startswith("/fr/account/sign-in/")
    assert verbs_of(admin) == ["membership.changed"]


def test_what_another_administrator_changed_is_not_overwritten(admin: Actor) -> None:
    member = make_member()
    path = f"/fr/office/members/{member.membership_id}/"
    values = {"role": "receptionist", "since": str(today()), "until": "", "version": "1"}
    client = signed_in_client(admin)
    client.post(path, values)
    assert client.post(path, {**values, "role": "supervisor"}).status_code == 409
    with acting(admin.context):
        assert Membership.objects.get(pk=member.membership_id).role == "receptionist"


def test_a_lost_phone_is_reset_and_its_owner_told(admin: Actor) -> None:
    member = make_member(with_second_factor=True)
    client = signed_in_client(member)
    signed_in_client(admin).post(f"/fr/office/members/{member.membership_id}/second-factor/")
    assert not Authenticator.objects.filter(user_id=member.account_id).exists()
    assert client.get("/fr/account/").headers["Location"].startswith("/fr/account/sign-in/")
    assert mail.outbox[-1].to == [account_of(member).email]
    assert verbs_of(admin) == ["account.second_factor_reset"]


def test_a_locked_out_member_is_let_in_again(admin: Actor) -> None:
    member = make_member()
    email = account_of(member).email
    for _ in range(5):
        throttle.take(throttle.SIGN_IN, email)
    assert throttle.is_closed(throttle.SIGN_IN, email)
    signed_in_client(admin).post(f"/fr/office/members/{member.membership_id}/open-again/")
    assert not throttle.is_closed(throttle.SIGN_IN, email)
    assert verbs_of(admin) == ["account.opened_again"]


@pytest.mark.parametrize("path", ["", "end/", "second-factor/", "open-again/"])
def test_a_member_of_another_agency_does_not_exist(admin: Actor, path: str) -> None:
    theirs = make_member(agency=make_agency("aideca"), with_second_factor=True)
    client = signed_in_client(admin)
    values = {"role": "donor", "since": str(today()), "version": "1"}
    assert client.post(f"/fr/office/members/{theirs.membership_id}/{path}", values).status_code == 404
    assert Authenticator.objects.filter(user_id=theirs.account_id).exists()


def test_nobody_ends_or_weakens_their_own_membership(admin: Actor) -> None:
    client = signed_in_client(admin)
    for path in ("end/", "second-factor/", "open-again/"):
        assert client.post(f"/fr/office/members/{admin.membership_id}/{path}").status_code == 403


def test_the_list_is_filtered_sorted_and_asks_a_fixed_number_of_questions(
    admin: Actor, django_assert_max_num_queries
) -> None:
    for name in ("Bouchra Filali", "Anas Tazi", "Chaimae Ouazzani"):
        make_member(account=make_account(full_name=name))
    make_member(Role.DONOR, account=make_account(full_name="Driss Benali"))
    make_member(agency=make_agency("aideca"), account=make_account(full_name="Elsewhere Person"))
    client = signed_in_client(admin)
    client.get("/fr/office/members/")
    with django_assert_max_num_queries(14):
        page = client.get("/fr/office/members/", {"role": "caseworker", "sort": "-name"}).content.decode()
    found = re.findall(r"(Bouchra|Anas|Chaimae|Driss|Elsewhere) ", page)
    assert found == ["Chaimae", "Bouchra", "Anas"]


def test_members_come_fifty_to_a_page(admin: Actor) -> None:
    for number in range(55):
        make_member(account=make_account(full_name=f"Member {number:02}"))
    client = signed_in_client(admin)
    first = client.get("/fr/office/members/").content.decode()
    second = client.get("/fr/office/members/?page=2").content.decode()
    assert "Member 00" in first
    assert "Member 54" not in first
    assert "Member 54" in second
    assert client.get("/fr/office/members/?page=99").status_code == 200


def test_the_operator_adds_an_agency_and_invites_its_administrator() -> None:
    operator = make_operator()
    client = signed_in_client(operator)
    values = {
        "name_ar": "جمعية",
        "name_fr": "Association",
        "name_it": "Associazione",
        "name_en": "Association",
        "kind": "ngo",
        "slug": "new-ngo",
        "reference_prefix": "zq",
        "country": "MA",
        "time_zone": "Africa/Casablanca",
        "is_active": "on",
    }
    answer = client.post("/fr/office/agencies/add/", values)
    assert answer.status_code == 302, answer.content.decode()
    assert client.post("/fr/office/agencies/add/", values).status_code == 422
    person = {"full_name": "Nadia Berrada", "email": "nadia@example.org", "language": "fr"}
    assert client.post(answer.headers["Location"], person).status_code == 200
    assert Client().post(link_of(), {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    account = Account.objects.get(email="nadia@example.org")
    with acting(operator.context):
        held = Membership.objects.get(account=account)
        assert (held.role, held.agency.slug) == ("agency_administrator", "new-ngo")
    assert verbs_of(operator)[-2:] == ["agency.added", "invitation.sent"]


def test_the_operator_changes_an_agency_once_seen() -> None:
    agency = make_agency("aideca")
    client = signed_in_client(make_operator())
    page = client.get(f"/fr/office/agencies/{agency.pk}/")
    values = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    values |= {"name_fr": "Aideca, nouveau nom", "is_active": "on"}
    assert client.post(f"/fr/office/agencies/{agency.pk}/", values).status_code == 302
    assert client.post(f"/fr/office/agencies/{agency.pk}/", values).status_code == 409
    assert "Aideca, nouveau nom" in client.get("/fr/office/agencies/?q=nouveau").content.decode()


def test_the_operator_resets_an_administrator_and_sees_no_other_member() -> None:
    operator = make_operator()
    admin = make_member(Role.AGENCY_ADMINISTRATOR, agency=make_agency("aideca"), with_second_factor=True)
    worker = make_member(agency=make_agency("aideca"))
    client = signed_in_client(operator)
    assert client.post(f"/fr/office/members/{admin.membership_id}/second-factor/").status_code == 302
    assert client.get(f"/fr/office/members/{worker.membership_id}/").status_code == 404


@pytest.mark.parametrize("language", ["ar", "fr", "it", "en"])
def test_every_page_of_the_office_opens_in_every_language(admin: Actor, language: str) -> None:
    member = make_member()
    client, operator = signed_in_client(admin), signed_in_client(make_operator())
    for path in ("members/", "members/invite/", f"members/{member.membership_id}/", "outbox/"):
        assert client.get(f"/{language}/office/{path}").status_code == 200
    for path in (f"members/{member.membership_id}/end/", f"members/{member.membership_id}/second-factor/"):
        assert client.get(f"/{language}/office/{path}").status_code == 200
    for path in (
        "agencies/",
        "agencies/add/",
        f"agencies/{admin.agency_id}/",
        f"agencies/{admin.agency_id}/administrator/",
    ):
        assert operator.get(f"/{language}/office/{path}").status_code == 200
