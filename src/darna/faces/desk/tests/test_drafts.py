"""What is typed into the long forms waits on the server, for its author alone, until it is saved or thrown away."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.agencies.tests.makers import signed_in_client
from darna.base.drafts import queries
from darna.base.drafts.actions import keep_draft
from darna.base.drafts.models import Draft
from darna.base.rowsecurity.context import acting
from darna.domains.cases.queries import cases_of_person
from darna.domains.people.actions import erase_person
from darna.faces.desk.tests.makers import ANSWERS, Desk, address, person_of, register, save, search, sit_down

NOTE = "Rappeler la caisse lundi"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def person(worker: Desk) -> UUID:
    return person_of(register(worker.client))


def case_of(worker: Desk, person: UUID) -> UUID:
    with acting(worker.actor.context):
        return cases_of_person(worker.actor, person)[0].id


def drafts(desk: Desk) -> list[str]:
    with acting(desk.actor.context):
        return [line.form for line in queries.drafts_of(desk.actor)]


def begin(client: Client) -> None:
    search(client, "Malika Tahiri")
    client.get(address("desk:register"))


def type_person(client: Client, do: str = "auto", **more: Any) -> Any:
    told = {**ANSWERS["person"], "draft_do": do, **more}
    return client.post(address("desk:register_step", "person"), told, headers=HTMX if do == "auto" else {})


def again(desk: Desk) -> Client:
    """The same person at another machine, signed in anew."""
    return signed_in_client(desk.actor)


def test_a_registration_is_gone_on_with_at_another_machine(worker: Desk) -> None:
    begin(worker.client)
    kept = type_person(worker.client)
    assert (kept.status_code, "<html" in kept.content.decode()) == (200, False)
    other = again(worker)
    today = other.get(address("desk:today", language="en")).content.decode()
    assert "Typed and not saved" in today
    begun = other.get(address("desk:register", language="en"))
    assert "You began to register somebody" in begun.content.decode()
    led = other.get(address("desk:register") + "?draft=on")
    assert led["Location"] == address("desk:register_step", "consent")
    assert "Malika" in other.get(address("desk:register_step", "person")).content.decode()


def test_a_new_person_is_not_begun_with_what_was_typed_of_another(worker: Desk) -> None:
    begin(worker.client)
    type_person(worker.client, do="later")
    search(worker.client, "Brahim Naciri")
    assert worker.client.get(address("desk:register")).status_code == 200
    left = worker.client.post(address("desk:register_leave"), {"again": "1"})
    assert left["Location"] == address("desk:register")
    worker.client.get(address("desk:register"))
    page = worker.client.get(address("desk:register_step", "person")).content.decode()
    assert "Malika" not in page
    assert "Brahim" in page


def test_keeping_for_later_works_without_scripts_and_leads_to_the_day(worker: Desk) -> None:
    begin(worker.client)
    led = type_person(worker.client, do="later")
    assert led["Location"] == address("desk:today")
    assert drafts(worker) == ["register"]


def test_a_saved_registration_leaves_no_draft_even_when_a_slow_line_comes_after(worker: Desk) -> None:
    begin(worker.client)
    for key, answers in ANSWERS.items():
        worker.client.post(address("desk:register_step", key), {**answers, "go": "next"})
    assert save(worker.client).status_code == 302
    late = type_person(worker.client)
    assert (late.status_code, late.content.decode().strip()) == (200, "")
    assert drafts(worker) == []


def test_a_note_is_kept_gone_on_with_and_over_once_it_is_saved(worker: Desk, person: UUID) -> None:
    url = address("cases:write_encounter", case_of(worker, person))
    told = {"kind": "call", "note": NOTE, "draft_showing": str(uuid4())}
    worker.client.post(url, {**told, "draft_do": "auto"}, headers=HTMX)
    other = again(worker)
    assert f"{url}?draft=on" in other.get(address("desk:file", person)).content.decode()
    assert NOTE not in other.get(url).content.decode()
    resumed = other.get(f"{url}?draft=on").content.decode()
    assert NOTE in resumed
    assert "error-summary" not in resumed
    assert other.post(url, {**told, "happened_on": "2026-01-02"}).status_code == 302
    assert drafts(worker) == []
    worker.client.post(url, {**told, "draft_do": "auto"}, headers=HTMX)
    assert drafts(worker) == []


def test_an_answer_on_consent_is_kept_and_thrown_away(worker: Desk, person: UUID) -> None:
    url = address("desk:consent", person)
    kept = worker.client.post(url, {"state": "given", "guardian": "Zahra T.", "draft_do": "later"})
    assert kept["Location"] == address("desk:file", person)
    assert "Zahra T." in worker.client.get(f"{url}?draft=on").content.decode()
    assert "Zahra T." not in worker.client.get(url).content.decode()
    worker.client.post(url, {"draft_do": "drop"})
    assert drafts(worker) == []


def test_nobody_else_meets_a_draft(worker: Desk, person: UUID) -> None:
    url = address("cases:write_encounter", case_of(worker, person))
    worker.client.post(url, {"note": NOTE, "draft_do": "auto"}, headers=HTMX)
    colleague = sit_down(Role.SUPERVISOR)
    assert NOTE not in colleague.client.get(f"{url}?draft=on").content.decode()
    assert drafts(colleague) == []


def test_a_draft_needs_the_rights_of_its_form(worker: Desk, person: UUID) -> None:
    url = address("cases:write_encounter", case_of(worker, person))
    stranger, donor = sit_down(Role.CASEWORKER, "aideca"), sit_down(Role.DONOR)
    told = {"note": NOTE, "draft_do": "auto"}
    assert stranger.client.post(url, told, headers=HTMX).status_code == 404
    assert donor.client.post(url, told, headers=HTMX).status_code == 403
    with acting(worker.actor.context):
        assert not Draft.objects.exclude(form="register").exists()


def test_whoever_signs_out_is_asked_what_becomes_of_drafts(worker: Desk) -> None:
    out = address("desk:sign_out")
    gone = worker.client.post(out)
    assert (gone.status_code, gone["Location"]) == (307, address("account_logout"))
    begin(worker.client)
    type_person(worker.client)
    asked = worker.client.post(address("desk:sign_out", language="en"))
    assert (asked.status_code, "Keep it and sign out" in asked.content.decode()) == (200, True)
    assert worker.client.post(out, {"drafts": "keep"}).status_code == 307
    assert drafts(worker) == ["register"]
    assert worker.client.post(out, {"drafts": "drop"}).status_code == 307
    assert drafts(worker) == []


def test_everything_is_thrown_away_from_the_page_of_the_day(worker: Desk) -> None:
    begin(worker.client)
    type_person(worker.client)
    assert worker.client.post(address("desk:drop_drafts"))["Location"] == address("desk:today")
    assert drafts(worker) == []


def test_drafts_about_an_erased_person_are_gone_whoever_wrote_them(
    HOUSE_WORKER: Actor, DATA_OFFICER: Actor, PERSON: UUID
) -> None:
    typed = {"value": {"note": ["A call."]}, "by": HOUSE_WORKER}
    with acting(HOUSE_WORKER.context):
        keep_draft("encounter", about=PERSON, person_id=PERSON, showing=uuid4(), **typed)
        keep_draft("register", showing=uuid4(), **typed)
    with acting(DATA_OFFICER.context):
        erase_person(PERSON, "on_request", by=DATA_OFFICER)
    with acting(HOUSE_WORKER.context):
        assert [draft.form for draft in Draft.objects.all()] == ["register"]
