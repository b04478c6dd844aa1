"""What may be chosen when somebody complains: for pages outside this domain."""

from __future__ import annotations

from typing import Final

from darna.domains.complaints.models import About, Kind, Outcome, Remedy, State

KINDS: Final = tuple(Kind.choices)
ABOUT: Final = tuple(About.choices)
KIND_NAMES: Final = dict(Kind.choices)
OUTCOME_NAMES: Final = dict(Outcome.choices)
REMEDY_NAMES: Final = dict(Remedy.choices)
STATE_NAMES: Final = dict(State.choices)
