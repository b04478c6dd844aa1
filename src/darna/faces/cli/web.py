"""The web server's process: the application is loaded once, and the workers that answer are forked from it."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import threading
from functools import cache
from typing import Any

#: Seconds after the first answer in which its reader is not disturbed.
BREATH = 1.0


def main() -> None:
    """Load the application, wait for leave if told to, and answer until told to stop."""
    given = _grammar().parse_args()
    # Nearly all that loading makes is kept: looking through it for refuse would cost an eighth of the start.
    gc.disable()
    application()
    if given.rooms_later:
        _open_rooms_after_the_first_answer()
    else:
        open_rooms()
    # Left out of the collector's rounds for good: they are shorter, and workers go on sharing what was loaded.
    gc.freeze()
    gc.enable()
    if given.leave is not None:
        _wait_for_leave(given.leave)
    _answer(given)


def _grammar() -> argparse.ArgumentParser:
    grammar = argparse.ArgumentParser(description="The web part of a running Darna; started by `darna serve`.")
    grammar.add_argument("--host", required=True)
    grammar.add_argument("--port", type=int, required=True)
    grammar.add_argument("--processes", type=int, default=1)
    grammar.add_argument("--threads", type=int, default=4)
    grammar.add_argument("--leave", type=int, help="a pipe: answer once a byte comes through it, end if it closes")
    grammar.add_argument("--rooms-later", action="store_true", help="load the rooms of staff after the first answer")
    return grammar


@cache
def application() -> Any:
    """What answers a request."""
    from django.core.wsgi import get_wsgi_application  # Not before the collector rests.

    return get_wsgi_application()


def open_rooms() -> None:
    """Load every room, so that the first who enters one need not wait for it."""
    from django.urls import URLResolver, get_resolver

    open_now = [get_resolver()]
    while open_now:
        open_now += [one for one in open_now.pop().url_patterns if isinstance(one, URLResolver)]


def _open_rooms_after_the_first_answer() -> None:
    from django.core.signals import request_finished

    def begin(**_about: Any) -> None:
        request_finished.disconnect(begin)
        soon = threading.Timer(BREATH, open_rooms)
        soon.daemon = True
        soon.start()

    request_finished.connect(begin, weak=False)


def _wait_for_leave(pipe: int) -> None:
    came = os.read(pipe, 1)
    os.close(pipe)
    if not came:
        sys.exit(0)


def _answer(given: argparse.Namespace) -> None:
    from granian.constants import Interfaces
    from granian.errors import FatalError
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "darna",
        address=given.host,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=given.processes,
        blocking_threads=given.threads,
        backpressure=64,
        http1_settings=HTTP1Settings(),
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
    )
    try:
        server.serve(target_loader=application, wrap_loader=False)
    except FatalError:
        # The server has said what it was.
        sys.exit(1)


if __name__ == "__main__":
    main()
