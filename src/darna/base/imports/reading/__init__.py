"""Reading a register kept in a spreadsheet: pure Python, no database, nothing calculated, nothing lost."""

from __future__ import annotations

from darna.base.imports.reading.errors import UnreadableRegister
from darna.base.imports.reading.headings import FIELDS, Column, Layout
from darna.base.imports.reading.identifiers import Document, Identifier
from darna.base.imports.reading.phones import Phone
from darna.base.imports.reading.reasons import REASONS, explain
from darna.base.imports.reading.records import (
    CODED,
    Consent,
    OtherSheet,
    Problem,
    Register,
    RegisterRow,
    Sex,
    SkippedRow,
)
from darna.base.imports.reading.register import RegisterReader, read_register

__all__ = [
    "CODED",
    "FIELDS",
    "REASONS",
    "Column",
    "Consent",
    "Document",
    "Identifier",
    "Layout",
    "OtherSheet",
    "Phone",
    "Problem",
    "Register",
    "RegisterReader",
    "RegisterRow",
    "Sex",
    "SkippedRow",
    "UnreadableRegister",
    "explain",
    "read_register",
]
