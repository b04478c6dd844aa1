"""Files that may be one person's, found by weights that a register teaches; people decide."""

from __future__ import annotations

from darna.methods.linkage.engine import Pair, predict
from darna.methods.linkage.houses import ENGINES, Engine
from darna.methods.linkage.model import PROPOSED, Model, Weights, default_model
from darna.methods.linkage.records import Record, Told, record_of
from darna.methods.linkage.scoring import Part, explain, probability, score
from darna.methods.linkage.training import FEWEST_PERSONS, train

__all__ = [
    "ENGINES",
    "FEWEST_PERSONS",
    "PROPOSED",
    "Engine",
    "Model",
    "Pair",
    "Part",
    "Record",
    "Told",
    "Weights",
    "default_model",
    "explain",
    "predict",
    "probability",
    "record_of",
    "score",
    "train",
]
