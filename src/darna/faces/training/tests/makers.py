"""Learners at work: the real actions and pages, as an exercise asks for them, with what a test does otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.people import actions as people
from darna.domains.people import queries
from darna.domains.people.values import ConsentTerms, ContactDraft, PersonDraft
from darna.faces.training import actions
from darna.faces.training.exercises import guest_of
from darna.faces.training.queries import findings


def begun(by: Actor, code: str) -> None:
    """An exercise begun for the first time."""
    with acting(by.context):
        actions.begin_exercise(code, seen_version=0, by=by)


def found(by: Actor, code: str) -> dict[str, str]:
    """What is found of each point: check → right, wrong or waiting."""
    from darna.faces.training.exercises import exercise_for

    english = replace(by, language="en")
    with acting(by.context):
        answers = findings(english, code)
    return {
        point.check: answer.finding
        for point, answer in zip(exercise_for(by, code).points, answers, strict=bool(answers))
    }


def wrong_in(by: Actor, code: str) -> dict[str, str]:
    """The points that are not right, and what was found of them."""
    return {check: str(finding) for check, finding in found(by, code).items() if finding != "right"}


def search_for(by: Actor, text: str) -> None:
    """Search as the page of the search does."""
    with acting(by.context):
        people.note_search(by, text, queries.search(by, text))


def open_file(by: Actor, person: UUID) -> None:
    """Open a file as its page does."""
    with acting(by.context):
        people.note_opening(by, person)


def register_guest(by: Actor, *, consent: dict[str, Any] | None = None, **otherwise: Any) -> UUID:
    """Register the first person of the exercise, as told, but for what is named."""
    guest = guest_of(1)
    told: dict[str, Any] = {
        "given_name": guest.given_name,
        "family_name": guest.family_name,
        "given_name_ar": guest.given_name_ar,
        "family_name_ar": guest.family_name_ar,
        "sex": guest.sex,
        "birth": guest.birth,
        "nationalities": (guest.nationality,),
        "contacts": (ContactDraft("phone_call", guest.phone),),
    }
    answer: dict[str, Any] = {"notice_version": "2026-1", "notice_language": guest.notice_language}
    with acting(by.context):
        return people.register_person(
            PersonDraft(**{**told, **otherwise}), ConsentTerms(**{**answer, **(consent or {})}), by=by
        ).pk
