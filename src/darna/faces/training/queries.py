"""What the pages of training mode show: the exercises of a learner, one of them, and what was found of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.codelists.queries import label
from darna.base.places.queries import country_name
from darna.domains.people.access import own_persons_of
from darna.domains.people.queries import names_of
from darna.faces.shell.languages import OWN_NAMES
from darna.faces.training.checks import CHECKS, Finding
from darna.faces.training.exercises import GUEST, KNOWN, Exercise, Guest, exercise_for, exercises_for, guest_of
from darna.faces.training.models import Attempt
from darna.faces.training.work import Work
from darna.kernel.dates import PartialDate
from darna.kernel.text import LocalText

ROOMS = {"reception": _("At the reception"), "accompaniment": _("Accompanying people")}
#: Said where an exercise has no sentence of its own for what is not done.
NOT_YET = _("Not done yet.")
#: The people an exercise is about come from the beginning of the register, another at each time.
KNOWN_PEOPLE = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """One point, and what is said of it."""

    what: str
    finding: Finding
    said: str | Promise

    @property
    def tag_kind(self) -> str:
        """The look of what was found."""
        return {"right": "done", "wrong": "danger"}.get(self.finding, "waiting")

    @property
    def word(self) -> Promise:
        """What was found, in one word."""
        words = {"right": _("right"), "wrong": _("to be put right")}
        return words.get(self.finding, _("not done yet"))


@dataclass(frozen=True, slots=True)
class ExerciseLine:
    """An exercise in the list of a learner."""

    code: str
    title: str
    minutes: int
    state: str
    passed_at: datetime | None

    @property
    def tag_kind(self) -> str:
        """The look of its state."""
        return {"passed": "done", "begun": "new"}.get(self.state, "neutral")

    @property
    def word(self) -> Promise:
        """Its state in a word."""
        return {"passed": _("done right"), "begun": _("begun")}.get(self.state, _("not begun"))


@dataclass(frozen=True, slots=True)
class RoomOfExercises:
    """The exercises of one kind of work."""

    label: str | Promise
    lines: tuple[ExerciseLine, ...]


@dataclass(frozen=True, slots=True)
class ExercisePage:
    """One exercise as its learner sees it; the task stays closed until it is begun."""

    code: str
    title: str
    minutes: int
    task: str
    facts: tuple[tuple[str | Promise, str | PartialDate], ...]
    hints: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    is_begun: bool
    times: int
    passed_at: datetime | None
    version: int
    has_nobody: bool
    following: str = ""


def rooms_of(actor: Actor) -> list[RoomOfExercises]:
    """The exercises of a learner's role and how far they are. One query."""
    attempts = {row.exercise: row for row in own_attempts(actor)}
    rooms: dict[str, list[ExerciseLine]] = {}
    for one in exercises_for(actor):
        rooms.setdefault(one.room, []).append(_line(one, attempts.get(one.code), actor))
    return [RoomOfExercises(ROOMS[room], tuple(lines)) for room, lines in rooms.items()]


def exercise_page(actor: Actor, code: str) -> ExercisePage:
    """One exercise. Four queries at most. Raises: NotFound."""
    exercise, attempt = exercise_for(actor, code), attempt_at(actor, code)
    times = attempt.times if attempt else 1
    known, guest = known_person(actor, exercise, times), _guest(exercise, times)
    name = guest.name if guest else names_of([known]).get(known, "") if known else ""
    said = actor.language
    return ExercisePage(
        code=code,
        title=exercise.title.in_(said),
        minutes=exercise.minutes,
        # Isolated, so that a name in the other script does not turn the sentence round.
        task=exercise.task.in_(said) % {"person": f"\u2068{name}\u2069"},
        facts=facts_of(guest, said) if guest else (),
        hints=tuple(hint.in_(said) for hint in exercise.hints),
        links=tuple((link.page, link.label.in_(said)) for link in exercise.links),
        is_begun=attempt is not None,
        times=times,
        passed_at=attempt.passed_at if attempt else None,
        version=attempt.version if attempt else 0,
        has_nobody=exercise.about == KNOWN and known is None,
        following=_following(actor, code),
    )


def findings(actor: Actor, code: str) -> tuple[Answer, ...]:
    """Point by point what is right, what is to be put right, and what is not done yet; empty before it is begun.

    Queries grow with what the learner did since the beginning, and end at ten of each kind. Raises: NotFound.
    """
    exercise, attempt = exercise_for(actor, code), attempt_at(actor, code)
    if attempt is None:
        return ()
    work = Work(
        actor,
        attempt.began_at,
        known_person(actor, exercise, attempt.times),
        _guest(exercise, attempt.times),
    )
    answers = []
    for point in exercise.points:
        found = CHECKS[point.check](work, point.told)
        text: LocalText = getattr(point, found.value)
        answers.append(Answer(point.what.in_(actor.language), found, text.in_(actor.language) or NOT_YET))
    return tuple(answers)


def own_attempts(actor: Actor) -> list[Attempt]:
    """What a learner began. One query."""
    return list(Attempt.objects.filter(agency_id=actor.agency_id, membership_id=actor.membership_id))


def attempt_at(actor: Actor, code: str) -> Attempt | None:
    """How far a learner is with one exercise. One query."""
    own = Attempt.objects.filter(agency_id=actor.agency_id, membership_id=actor.membership_id)
    return own.filter(exercise=code).first()


def known_person(actor: Actor, exercise: Exercise, times: int) -> UUID | None:
    """Who of the register an exercise is about at this time. One query, none for another exercise."""
    if exercise.about != KNOWN:
        return None
    people = own_persons_of(actor).filter(is_protected=False).order_by("registered_at", "id")
    first = list(people.values_list("pk", flat=True)[:KNOWN_PEOPLE])
    return first[(times - 1) % len(first)] if first else None


def facts_of(guest: Guest, language: str) -> tuple[tuple[Any, Any], ...]:
    """What somebody who comes to be registered tells, in the learner's language."""
    return (
        (_("Name"), guest.name),
        (_("Name in Arabic letters"), guest.name_ar),
        (_("Sex"), label("sex", guest.sex, language)),
        (_("Born"), guest.birth),
        (_("Nationality"), country_name(guest.nationality, language)),
        (_("Back from, or come from"), country_name(guest.from_country, language)),
        (_("Speaks"), " · ".join(label("language", code, language) for code in guest.speaks)),
        (_("Understands the notice in"), OWN_NAMES[guest.notice_language]),
        (_("Phone, safe to call"), guest.phone),
        (_("Answers, when asked"), _("Agrees to be accompanied; names nobody to share with.")),
    )


def _guest(exercise: Exercise, times: int) -> Guest | None:
    return guest_of(times) if exercise.about == GUEST else None


def _line(exercise: Exercise, attempt: Attempt | None, actor: Actor) -> ExerciseLine:
    state = "none" if attempt is None else "passed" if attempt.passed_at else "begun"
    passed_at = attempt.passed_at if attempt else None
    return ExerciseLine(exercise.code, exercise.title.in_(actor.language), exercise.minutes, state, passed_at)


def _following(actor: Actor, code: str) -> str:
    codes = [one.code for one in exercises_for(actor)]
    place = codes.index(code) + 1
    return codes[place] if place < len(codes) else ""
