"""Makes the model that is shipped for finding files of one person: learnt from fictional persons whose truth is known."""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from darna.faces.cli.linking import told
from darna.faces.cli.population import population
from darna.methods.linkage.engine import table_of
from darna.methods.linkage.levels import COMPARED
from darna.methods.linkage.model import Model
from darna.methods.linkage.records import Record, record_of
from darna.methods.linkage.training import common_shares, weights_of

PERSONS: Final = 200_000
SEED: Final = 77
STRANGERS: Final = 1_000_000
PLACE: Final = Path(__file__).resolve().parents[1] / "src/darna/methods/linkage/default_model.json"


def met(pairs: Iterable[tuple[Record, Record]]) -> dict[str, Counter[str]]:
    """How often each way to agree is met."""
    found: dict[str, Counter[str]] = {one.name: Counter() for one in COMPARED}
    for left, right in pairs:
        for one in COMPARED:
            found[one.name][one.level(left, right)] += 1
    return found


def main() -> None:
    """Learn and write."""
    persons: dict[int, list[Record]] = defaultdict(list)
    for row in population(PERSONS, SEED):
        persons[row.person].append(record_of(told(row)))
    every = [record for records in persons.values() for record in records]
    same = [pair for records in persons.values() for pair in combinations(records, 2)]
    # Repeatable on purpose; nothing here is a secret.
    chance = random.Random(SEED)
    strangers = ((chance.choice(every), chance.choice(every)) for _ in range(STRANGERS))
    # Names are alike everywhere, and where people live is not: the commonest names are told, no commune.
    shares, rare = common_shares(table_of(every), most=400)
    _, anywhere = common_shares(table_of(every), most=0)
    shares["commune"], rare["commune"] = {}, anywhere["commune"]
    model = Model(
        levels=weights_of(met(same), met(strangers)),
        shares={
            column: {value: round(share, 7) for value, share in sorted(kept.items())} for column, kept in shares.items()
        },
        rare=rare,
        duplicates=0.05,
        trained_on="fictional",
        trained_at="2026-11-23",
        persons=PERSONS,
    )
    PLACE.write_text(json.dumps(model.to_json(), ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
