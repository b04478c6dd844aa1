"""The web that loads before all else is ready answers when it has leave, and ends when it gets none."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from darna.faces.cli.serving import Group


@pytest.fixture
def group() -> Iterator[Group]:
    """A group on a port of its own, over the database of the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    made = Group("127.0.0.1", port, processes=1, threads=1, rooms_later=True)
    yield made
    made.stop()


def lives(pid: int) -> bool:
    """Whether a process is there and no mere memory."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False


def test_a_loaded_web_answers_once_the_group_starts(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signal.signal", lambda *_: None)
    group.load()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"{group.address}/healthz", timeout=2)
    loaded = group.parts[0].process
    group.start()
    group.wait_until_answering()
    assert group.parts[0].process is loaded, "the process that loaded is the one that answers"
    assert urllib.request.urlopen(f"{group.address}/healthz", timeout=5).read() == b"ok\n"


def test_a_loaded_web_that_may_not_answer_is_gone(group: Group) -> None:
    group.load()
    web = group.parts[0].process
    assert web is not None
    group.unload()
    assert not lives(web.pid)
    assert group.parts[0].process is None
