"""A whole register compared with itself, in three contexts: read, compare without any, propose."""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.linkage import actions
from darna.domains.linkage.models import Run
from darna.domains.linkage.queries.runs import current_model
from darna.domains.people.queries.comparable import records_of_register
from darna.kernel.clock import today
from darna.methods.linkage import FEWEST_PERSONS, Engine, Model

#: Seconds in which a register is read, or pairs are proposed.
LONG: Final = 1800
#: A register that grew by so much since its model was learnt teaches a new one.
_GROWN: Final = 1.25

_log = logging.getLogger(__name__)


def compare_register(run_id: UUID, by: Actor, engine: Engine = "duckdb") -> int:
    """Look a register through, and say how many pairs wait for somebody to decide. What fails is told by the run.

    Holds a connection while it reads and while it writes, and none while it compares.
    """
    try:
        return _compared(run_id, by, engine)
    except Exception:
        with acting(by.context, seconds=60):
            actions.fail_run(run_id)
        raise


def _compared(run_id: UUID, by: Actor, engine: Engine) -> int:
    # Loaded here: no process that answers pages needs an engine.
    from darna.methods.linkage.engine import predict_table, table_of
    from darna.methods.linkage.training import train_table

    with acting(by.context, seconds=LONG):
        actions.begin_run(run_id)
    with acting(by.context, seconds=LONG):
        table = table_of(records_of_register(by.agency_id))
        number, model = current_model(by.agency_id)
    learnt = None
    if _teaches(table.num_rows, number, model):
        _move(run_id, by, Run.State.LEARNING, table.num_rows, number)
        learnt = model = train_table(table, model, trained_at=today().isoformat(), engine=engine)
    _move(run_id, by, Run.State.COMPARING, table.num_rows, number)
    pairs = list(predict_table(table, model, engine=engine)) if table.num_rows > 1 else []
    with acting(by.context, seconds=LONG):
        return actions.finish_run(run_id, pairs, learnt, by=by)


def _teaches(persons: int, number: int, model: Model) -> bool:
    return persons >= FEWEST_PERSONS and (number == 0 or persons > _GROWN * model.persons)


def _move(run_id: UUID, by: Actor, state: str, persons: int, number: int) -> None:
    with acting(by.context, seconds=60):
        actions.move_run(run_id, state, persons=persons, model_number=number)
