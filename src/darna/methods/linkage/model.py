"""What was learnt about a register: how often persons and strangers agree in each way, and how common each name is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from darna.methods.linkage.levels import COMPARED

#: The form in which models are written; a model of another form is not read.
FORM: Final = 1
#: A pair as likely as not: from here on a person is asked.
PROPOSED: Final = 0.5
#: Names that fewer persons bear are kept as *rare*: a model tells of no single person that they are in the register.
FEWEST_BEARERS: Final = 5
#: A model may not say that something never happens, and least of all a slip of the pen between two files of one person.
LEAST: Final = 1e-7
LEAST_SLIP: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Weights:
    """How often a way to agree is met: among pairs of one person (`m`) and among pairs of two (`u`); both from 0 to 1."""

    m: float
    u: float


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model. `duplicates` is the share of files that are another file's person once more.

    `levels[comparison][code]`; `shares[column][value]`, and `rare[column]` for values that are not told.
    `trained_on` says what it was trained on, `persons` how many files those were, `libraries` by what.
    """

    levels: Mapping[str, Mapping[str, Weights]]
    shares: Mapping[str, Mapping[str, float]]
    rare: Mapping[str, float]
    duplicates: float
    trained_on: str
    trained_at: str
    persons: int
    libraries: Mapping[str, str] = field(default_factory=dict)

    def prior(self, persons: int) -> float:
        """How likely two files of a register of that size are one person before anything is compared.

        It falls as the register grows, for everybody meets more strangers: so one threshold serves every size.

        >>> small, large = default_model().prior(1_000), default_model().prior(1_000_000)
        >>> round(small / large)
        1001
        """
        return min(0.5, 2 * self.duplicates / max(1, persons - 1))

    def share(self, column: str, value: str) -> float:
        """How common a value is."""
        return self.shares[column].get(value, self.rare[column])

    def to_json(self) -> dict[str, Any]:
        """As it is stored."""
        return {"form": FORM, **asdict(self)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Model:
        """A stored model. Raises: ValueError for one of another form, or one that lacks a way to agree."""
        if stored.get("form") != FORM:
            raise ValueError(f"a model of form {stored.get('form')} cannot be read")
        told = {name: value for name, value in stored.items() if name != "form"}
        levels = {
            name: {code: Weights(**weights) for code, weights in codes.items()}
            for name, codes in told["levels"].items()
        }
        for compared in COMPARED:
            missing = {level.code for level in compared.levels} - levels.get(compared.name, {}).keys()
            if missing:
                raise ValueError(f"the model does not tell {compared.name}: {sorted(missing)}")
        return cls(**{**told, "levels": levels})


@lru_cache(maxsize=1)
def default_model() -> Model:
    """The model that is shipped: trained on fictional persons, used until a register is large enough for its own."""
    text = files("darna.methods.linkage").joinpath("default_model.json").read_text("utf-8")
    return Model.from_json(json.loads(text))
