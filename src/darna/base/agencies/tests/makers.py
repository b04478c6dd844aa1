"""Agencies, members and signed-in clients for tests; fictional, and quick because no password is hashed."""

from __future__ import annotations

import os
import time
from functools import cache
from itertools import count
from uuid import UUID, uuid5

import psycopg
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client

from darna.base.accounts import second_factor, sessions
from darna.base.accounts.models import Account
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency, Membership
from darna.base.agencies.queries import actor_of
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.kernel.clock import today

_NUMBERS = count(1)
_OPERATOR = uuid5(UUID(int=0), "operator of the tests")
_MEMBER = uuid5(UUID(int=0), "operator's administrator")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_agency(slug: str = "", **values: object) -> Agency:
    """An agency, added as the platform's operator adds it; the one of that slug if it is there already."""
    slug = slug or f"agency-{next(_NUMBERS)}"
    with acting(operator_context()):
        found = Agency.objects.filter(slug=slug).first()
        if found is not None:
            return found
        names = {f"name_{code}": f"{slug} {code}" for code in ("ar", "fr", "it", "en")}
        prefix = _letters(next(_NUMBERS))
        return Agency.objects.create(**{"slug": slug, "kind": "ngo", "reference_prefix": prefix, **names, **values})


def make_account(email: str = "", *, full_name: str = "Samira Idrissi", password: str | None = None) -> Account:
    """An account; without a password it cannot sign in by hand, and nothing is hashed."""
    number = next(_NUMBERS)
    return Account.objects.create_user(email or f"member{number}@example.org", password, full_name=full_name)


def make_member(
    role: Role | str = Role.CASEWORKER,
    *,
    agency: Agency | None = None,
    account: Account | None = None,
    with_second_factor: bool = False,
) -> Actor:
    """A member with a role, as the actor they are; of the agency `maison` if none is named."""
    agency = agency or make_agency("maison", kind="maison")
    account = account or make_account()
    if with_second_factor:
        second_factor.give_totp(account, SECRET)
    with acting(office_of(agency.pk)):
        membership = Membership.objects.create(agency=agency, account=account, role=Role(role), since=today())
    return actor_of(membership)


def make_members(agency: Agency | None = None, **roles: Role) -> dict[str, Actor]:
    """Members of one agency, of `maison` if none is named, by the names a test gives them.

    The agency is looked for once and entered once: a house of eight costs a test a quarter of what eight members cost.
    """
    agency = agency or make_agency("maison", kind="maison")
    accounts = Account.objects.bulk_create([_new_account() for _ in roles])
    joined = zip(roles.values(), accounts, strict=True)
    with acting(office_of(agency.pk)):
        memberships = Membership.objects.bulk_create(
            [Membership(agency=agency, account=account, role=role, since=today()) for role, account in joined]
        )
    return {name: actor_of(membership) for name, membership in zip(roles, memberships, strict=True)}


def make_operator() -> Actor:
    """A platform administrator of the operator's agency."""
    with acting(operator_context()):
        agency = Agency.objects.get(pk=_OPERATOR)
    return make_member(Role.PLATFORM_ADMINISTRATOR, agency=agency)


def account_of(actor: Actor) -> Account:
    """The account behind an actor."""
    return Account.objects.get(pk=actor.account_id)


def signed_in_client(actor: Actor, **options: object) -> Client:
    """A client that has signed in as the actor with both steps, at this moment."""
    client = Client(**options)  # type: ignore[arg-type]
    client.force_login(account_of(actor), backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    instant = time.time()
    sessions.pass_both_steps(session, actor.account_id)
    session[sessions.SIGNED_IN_AT] = session[sessions.TOUCHED_AT] = session[sessions.PROVED_AT] = instant
    session["darna.membership"] = str(actor.membership_id)
    session.save()
    UserSession.objects.create(
        user_id=actor.account_id, ip="127.0.0.1", session_key=session.session_key, user_agent="a browser"
    )
    return client


def operator_context() -> Context:
    """The context in which agencies are added."""
    _bring_in_the_operator(os.environ["DATABASE_MIGRATOR_URL"])
    return Context(Kind.STAFF, _OPERATOR, _MEMBER, _MEMBER, keeps_members=True)


def office_of(agency_id: UUID) -> Context:
    """The context in which the members of an agency are kept."""
    return Context(Kind.STAFF, agency_id, keeps_members=True)


def _new_account() -> Account:
    account = Account(email=f"member{next(_NUMBERS)}@example.org", full_name="Samira Idrissi")
    account.set_unusable_password()
    return account


def _letters(number: int) -> str:
    return "T" + "".join(chr(ord("A") + number // 26**place % 26) for place in (2, 1, 0))


@cache
def _bring_in_the_operator(url: str) -> None:
    # The first operator comes from outside the application, as `darna setup` brings it; it stays in the test database.
    with psycopg.connect(url) as connection:
        connection.execute(
            "insert into agencies_agency (id, slug, kind, name_ar, name_fr, name_it, name_en, country, province, "
            "time_zone, reference_prefix, is_active, created_at, version) values (%s, 'operator', 'operator', "
            "'المشغل', 'Exploitant', 'Gestore', 'Operator', 'MA', '', 'Africa/Casablanca', 'OP', true, now(), 1) "
            "on conflict do nothing",
            [_OPERATOR],
        )
        connection.execute(
            "insert into accounts_account (id, email, password, full_name, language, is_active, created_at, version, "
            "session_series) values (%s, 'operator@example.org', '!', 'Operator', 'en', true, now(), 1, 1) "
            "on conflict do nothing",
            [_MEMBER],
        )
        connection.execute(
            "insert into agencies_membership (id, agency_id, account_id, role, since, version) values "
            "(%s, %s, %s, 'platform_administrator', '2026-01-01', 1) on conflict do nothing",
            [_MEMBER, _OPERATOR, _MEMBER],
        )
