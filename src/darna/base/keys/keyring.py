"""The master key of an installation and everything derived from it; it never comes from the database."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_BYTES = 32
FIRST = 1


class NoKeyring(RuntimeError):
    """There is no master key yet where it should be."""


class BadRecoverySheet(ValueError):
    """What was typed from the recovery sheet is not a key of this format."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line} of the recovery sheet is not right")
        self.line = line


@dataclass(frozen=True)
class Keyring:
    """The master keys by number; the highest wraps new person keys, all of them can still unwrap."""

    masters: dict[int, bytes] = field(repr=False)
    # A list page unwraps fifty person keys; deriving the wrapping key each time would cost more than unwrapping.
    _derived: dict[tuple[int, bytes], bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def current(self) -> int:
        """The number of the master key that wraps from now on."""
        return max(self.masters)

    def wrapping_key(self, number: int) -> bytes:
        """The key that wraps person keys under master `number`."""
        return self._derive(number, b"wrap")

    def root(self, purpose: str) -> bytes:
        """A secret for one purpose. Derived from the first master, so that a rotation does not change search tokens."""
        return self._derive(FIRST, b"root:" + purpose.encode())

    def _derive(self, number: int, info: bytes) -> bytes:
        if (number, info) not in self._derived:
            derived = HKDF(SHA256(), 32, salt=b"darna/1", info=info).derive(self.masters[number])
            self._derived[number, info] = derived
        return self._derived[number, info]


def fresh() -> Keyring:
    """A keyring with one new random master key."""
    return Keyring({FIRST: secrets.token_bytes(MASTER_BYTES)})


def rotated(ring: Keyring) -> Keyring:
    """The same keyring with one more master key, which wraps from now on."""
    return Keyring({**ring.masters, ring.current + 1: secrets.token_bytes(MASTER_BYTES)})


def save(ring: Keyring, path: Path) -> None:
    """Write the keyring readable by its owner only; an existing one is replaced in one step."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    body = {str(number): base64.b64encode(key).decode() for number, key in ring.masters.items()}
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump({"darna-keyring": 1, "masters": body}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def load(path: Path) -> Keyring:
    """Read the keyring. Raises: `NoKeyring` when there is none."""
    try:
        body = json.loads(path.read_text(encoding="ascii"))
    except FileNotFoundError as missing:
        raise NoKeyring(str(path)) from missing
    return Keyring({int(number): base64.b64decode(key) for number, key in body["masters"].items()})


def place() -> Path:
    """Where this installation keeps its keyring: DARNA_KEYRING, else keys/keyring.json in its home."""
    return _place(os.environ.get("DARNA_KEYRING"), os.environ.get("DARNA_HOME"))


@lru_cache(maxsize=4)
def _place(named: str | None, home: str | None) -> Path:
    if named:
        return Path(named)
    return Path(home or Path.home() / ".local/share/darna") / "keys" / "keyring.json"


@lru_cache(maxsize=4)
def _loaded(path: Path, changed: int) -> Keyring:
    return load(path)


def keyring() -> Keyring:
    """The keyring of this installation, read again only when its file changed. Raises: `NoKeyring`."""
    path = place()
    try:
        # Asked for every token of every row: the string is faster than the path.
        changed = os.stat(str(path)).st_mtime_ns
    except FileNotFoundError as missing:
        raise NoKeyring(str(path)) from missing
    return _loaded(path, changed)


def recovery_sheet(ring: Keyring) -> list[str]:
    """The master keys as lines to print and type again: number, eight groups, and a check group per line.

    Shape: one line per half key, such as `1A ABCD-EFGH-… CHECK`.
    """
    lines = []
    for number, key in sorted(ring.masters.items()):
        for letter, half in (("A", key[:16]), ("B", key[16:])):
            text = base64.b32encode(half).decode().rstrip("=")
            groups = "-".join(text[i : i + 4] for i in range(0, len(text), 4))
            lines.append(f"{number}{letter} {groups} {_check(number, letter, half)}")
    return lines


def from_recovery_sheet(lines: list[str]) -> Keyring:
    """The keyring typed from a printed sheet. Raises: `BadRecoverySheet` naming the first wrong line."""
    halves: dict[int, dict[str, bytes]] = {}
    for position, line in enumerate((entry for entry in lines if entry.strip()), start=1):
        number, letter, half = _half(line, position)
        halves.setdefault(number, {})[letter] = half
    if not halves or any(set(pair) != {"A", "B"} for pair in halves.values()):
        raise BadRecoverySheet(len(lines) + 1)
    return Keyring({number: pair["A"] + pair["B"] for number, pair in halves.items()})


def _half(line: str, position: int) -> tuple[int, str, bytes]:
    try:
        head, groups, check = line.upper().split()
        number, letter = int(head[:-1]), head[-1]
        text = groups.replace("-", "")
        half = base64.b32decode(text + "=" * (-len(text) % 8))
    except (ValueError, IndexError) as wrong:
        raise BadRecoverySheet(position) from wrong
    if len(half) != MASTER_BYTES // 2 or check != _check(number, letter, half):
        raise BadRecoverySheet(position)
    return number, letter, half


def _check(number: int, letter: str, half: bytes) -> str:
    digest = hashlib.sha256(f"{number}{letter}".encode() + half).digest()
    return base64.b32encode(digest).decode()[:5]
