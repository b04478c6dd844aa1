"""One of everything of child protection in a case, for the reviewed table of who may open what."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from darna.base.agencies.actor import Actor
from darna.domains.safeguarding import actions
from darna.domains.safeguarding.models import Guardianship
from darna.domains.safeguarding.tests.makers import make_clock, make_procedure, make_talk, steps_of
from darna.kernel.clock import today


def protected_child(case: Any, by: Actor) -> dict[str, UUID]:
    """A procedure with its steps and an option, a clock, a conversation, and a guardian as told.

    The person of that world is of age: a guardianship noted while they were a child stays to be looked at and ended.
    """
    procedure = make_procedure(by, case.pk)
    step = steps_of(by, procedure.pk)["safety"]
    option = actions.weigh_option(procedure.pk, "care_home", "Safe.", "Far.", by=by)
    guardianship = Guardianship.objects.create(
        id=uuid4(),
        agency_id=case.agency_id,
        person_id=case.person_id,
        basis="family",
        sealed_name=b"",
        since=today(),
        noted_by=by.membership_id,
    )
    return {
        "procedure": procedure.pk,
        "step": step.pk,
        "option": option.pk,
        "urgency": make_clock(by, case.pk).pk,
        "talk": make_talk(by, case.pk).pk,
        "guardianship": guardianship.pk,
    }
