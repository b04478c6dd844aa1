"""A keyring of a test's own: the tests that run beside it wrap and unwrap under the one they all began with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from darna.base.keys import keyring as keyrings
from darna.base.keys.models import PersonKey


@contextmanager
def own_keyring(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[keyrings.Keyring]:
    """A copy that may be changed; what is wrapped under it goes with it, or nobody could open it later."""
    ring = keyrings.keyring()
    with patch.context() as inside:
        inside.setenv("DARNA_KEYRING", str(folder / "keyring.json"))
        keyrings.save(ring, keyrings.place())
        yield ring
        PersonKey.objects.using("migrator").all().delete()
