"""What was typed is found again by whoever typed it, and by nobody else; and it does not outlive its time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import make_agency, make_member
from darna.base.drafts import actions, queries
from darna.base.drafts.models import NOBODY, Draft
from darna.base.drafts.sealing import opened, sealed
from darna.base.keys.queries import cipher_of
from darna.base.keys.sealing import Unreadable
from darna.base.rowsecurity.context import Context, Kind, acting
from darna.kernel.errors import Invalid

TYPED = {"note": ["جاءت مع ابنها", "\ud83d"], "kind": ["call"]}


def keep(by: Actor, **values: Any) -> bool:
    told = {"showing": uuid4(), **values}
    with acting(by.context):
        return actions.keep_draft(told.pop("form", "encounter"), told.pop("value", TYPED), by=by, **told)


def found(by: Actor, form: str = "encounter", about: UUID = NOBODY) -> Any:
    with acting(by.context):
        kept = queries.draft_of(by, form, about)
    return kept.value if kept else None


def test_what_was_typed_is_found_again(HOUSE_WORKER: Actor) -> None:
    about = uuid4()
    keep(HOUSE_WORKER, about=about)
    keep(HOUSE_WORKER, about=about, value={"note": ["more"]})
    assert found(HOUSE_WORKER, about=about) == {"note": ["more"]}
    assert found(HOUSE_WORKER) is None
    with acting(HOUSE_WORKER.context):
        assert [line.about_id for line in queries.drafts_of(HOUSE_WORKER)] == [about]


def test_half_a_sign_of_a_broken_browser_is_kept_as_it_came(HOUSE_WORKER: Actor) -> None:
    keep(HOUSE_WORKER)
    assert found(HOUSE_WORKER) == TYPED


def test_a_colleague_another_agency_and_a_role_without_persons_see_no_row(HOUSE_WORKER: Actor) -> None:
    keep(HOUSE_WORKER)
    others = (
        make_member(Role.SUPERVISOR),
        make_member(Role.AGENCY_ADMINISTRATOR),
        make_member(Role.CASEWORKER, agency=make_agency("aideca")),
    )
    for other in others:
        with acting(other.context):
            assert Draft.objects.count() == 0
            assert Draft.objects.all().delete()[0] == 0
    assert found(HOUSE_WORKER) == TYPED


def test_the_table_holds_ciphertext_that_opens_for_its_member_form_and_record_only(
    HOUSE_WORKER: Actor, PERSON: UUID
) -> None:
    colleague = make_member(Role.CASEWORKER)
    keep(HOUSE_WORKER, about=PERSON, person_id=PERSON, value={"note": ["A secret."]})
    with acting(HOUSE_WORKER.context), connection.cursor() as cursor:
        cursor.execute("select sealed_body, to_jsonb(d)::text from drafts_draft d")
        body, row = cursor.fetchone()
        cipher = cipher_of(PERSON)
    assert b"secret" not in bytes(body)
    assert "secret" not in row
    told: dict[str, Any] = {"by": HOUSE_WORKER, "form": "encounter", "about": PERSON, "cipher": cipher}
    assert opened(body, **told) == {"note": ["A secret."]}
    for wrong in ({"by": colleague}, {"form": "consent"}, {"about": uuid4()}):
        with pytest.raises(Unreadable):
            opened(body, **{**told, **wrong})


def test_without_the_persons_key_nothing_of_a_draft_about_them_opens(HOUSE_WORKER: Actor, PERSON: UUID) -> None:
    with acting(HOUSE_WORKER.context):
        cipher = cipher_of(PERSON)
    about = {"by": HOUSE_WORKER, "form": "encounter", "about": PERSON}
    body = sealed({"note": ["A secret."]}, cipher=cipher, **about)
    with pytest.raises(ValueError):
        opened(body, **about)


def test_a_slow_line_does_not_bring_back_what_was_saved(HOUSE_WORKER: Actor) -> None:
    showing = uuid4()
    keep(HOUSE_WORKER, showing=showing)
    with acting(HOUSE_WORKER.context):
        actions.end_draft("encounter", showing=showing, by=HOUSE_WORKER)
    assert keep(HOUSE_WORKER, showing=showing) is False
    assert found(HOUSE_WORKER) is None
    assert keep(HOUSE_WORKER, showing=uuid4()) is True
    assert found(HOUSE_WORKER) == TYPED


def test_two_days_are_the_end_of_a_draft(HOUSE_WORKER: Actor) -> None:
    keep(HOUSE_WORKER)
    keep(HOUSE_WORKER, form="consent")
    with acting(HOUSE_WORKER.context):
        old = Draft.objects.get(form="encounter")
        Draft.objects.filter(pk=old.pk).update(kept_at=old.kept_at - timedelta(hours=48, seconds=1))
    assert found(HOUSE_WORKER) is None
    with acting(Context(Kind.JOB, HOUSE_WORKER.agency_id)):
        assert actions.forget_old() == 0, "a job of one agency is not the house's"
    with acting(Context(Kind.JOB)):
        assert Draft.objects.count() == 1, "the house sees what is over and nothing else"
        assert actions.forget_old() == 1
    with acting(HOUSE_WORKER.context):
        assert [draft.form for draft in Draft.objects.all()] == ["consent"]


def test_everything_is_thrown_away_at_once(HOUSE_WORKER: Actor) -> None:
    keep(HOUSE_WORKER)
    keep(HOUSE_WORKER, form="register")
    with acting(HOUSE_WORKER.context):
        assert actions.throw_all_away(by=HOUSE_WORKER) == 2
        assert queries.drafts_of(HOUSE_WORKER) == []


def test_more_than_any_form_holds_is_not_kept(HOUSE_WORKER: Actor) -> None:
    with pytest.raises(Invalid):
        keep(HOUSE_WORKER, value={"note": ["x" * actions.MOST_BYTES]})


def test_a_draft_leaves_no_trace_in_the_trail(HOUSE_WORKER: Actor) -> None:
    from darna.base.audit.models import Change, Entry

    with acting(HOUSE_WORKER.context):
        before = Change.objects.count(), Entry.objects.count()
    keep(HOUSE_WORKER)
    with acting(HOUSE_WORKER.context):
        assert (Change.objects.count(), Entry.objects.count()) == before
