"""Constraints and indexes in migrations, without drawing every model anew.

Django draws a model and all that refer to it again after each constraint and each index, though neither changes a
column. With some hundred of them that was three fifths of the time of a first start.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.migrations.state import ProjectState


class AddConstraint(migrations.AddConstraint):
    """The constraint of that name and no other; the same in the database as Django's own."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Write it into the state alone: the next change of a column draws the model with it."""
        _append(state, app_label, self.model_name_lower, "constraints", self.constraint)


class AddIndex(migrations.AddIndex):
    """The index of that name and no other; the same in the database as Django's own."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Write it into the state alone: the next change of a column draws the model with it."""
        _append(state, app_label, self.model_name_lower, "indexes", self.index)


def _append(state: ProjectState, app_label: str, model: str, option: str, one: Any) -> None:
    options = state.models[app_label, model].options
    # A list of its own: the state before this step is asked again when the step is taken back.
    options[option] = [*options.get(option, []), one]
