"""How a page with one form answers in training actions: in their words."""

from __future__ import annotations

from functools import partial

from darna.base.pages import answering
from darna.domains.cohorts import wording

answered = partial(answering.answered, say=wording.sentence)
explain = partial(answering.explain, say=wording.sentence)
