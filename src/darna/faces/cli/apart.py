"""An import in a process of its own, which may be killed, and whose memory is its own."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from darna.faces.cli.ground import set_up_django


def bring() -> None:
    """What the process of its own does: bring a file in, telling each step as a line, and at last how it went."""
    path, agency, slug = sys.argv[1:4]
    set_up_django()
    from darna.base.agencies.actor import job_actor
    from darna.domains.cases.registers.actions import bring_register

    actor = job_actor(UUID(agency), slug=slug, reference_prefix="BE")
    started = time.monotonic()
    _tell(step="ready", at=started)

    def tell(step: str, done: int, total: int) -> None:
        _tell(step=step, done=done, total=total, at=time.monotonic())

    result = bring_register(Path(path), name=path, by=actor, progress=tell)
    told = {"rows": result.rows, "created": result.created, "known": result.known, "proposed": result.proposed}
    used = resource.getrusage(resource.RUSAGE_SELF)
    _tell(
        step="done",
        at=time.monotonic(),
        told={**told, "refused": len(result.refused), "doubts": len(result.warnings)},
        memory_mib=used.ru_maxrss // 1024,
        cpu_s=round(used.ru_utime + used.ru_stime, 1),
    )


def _tell(**told: Any) -> None:
    print(json.dumps(told), flush=True)
