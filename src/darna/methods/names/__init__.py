"""Finding a person by name, however it is spelled and in whichever script it is written."""

from __future__ import annotations

from darna.methods.names.initials import is_initial
from darna.methods.names.keys import (
    QueryKeys,
    exact_keys,
    initial_keys,
    person_keys,
    protected_tokens,
    query_keys,
    single_keys,
)
from darna.methods.names.score import Reason, similarity, why_matched
from darna.methods.names.script import Script, normalise, script_of
from darna.methods.names.skeleton import parts_of, skeleton_of

__all__ = [
    "QueryKeys",
    "Reason",
    "Script",
    "exact_keys",
    "initial_keys",
    "is_initial",
    "normalise",
    "parts_of",
    "person_keys",
    "protected_tokens",
    "query_keys",
    "script_of",
    "similarity",
    "single_keys",
    "skeleton_of",
    "why_matched",
]
