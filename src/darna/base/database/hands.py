"""Several hands at one pile of work, each with a connection of its own: while one waits for the database, one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import Final, TypeVar

from django.db import connections

#: More hands than processors only wait for each other.
HANDS: Final = 2

Item = TypeVar("Item")
Done = TypeVar("Done")


def by_hands(work: Callable[[Item], Done], items: Iterable[Item], *, hands: int = HANDS) -> Iterator[Done]:
    """What became of each item, in the order in which they were finished.

    The first that fails ends the rest once what is in hand is done, and its error is raised here; nothing more is
    taken up either when whoever listens stops listening.
    """
    pile, lock, stop = iter(items), Lock(), Event()
    told: SimpleQueue[tuple[bool, object]] = SimpleQueue()

    def at_it() -> None:
        try:
            while not stop.is_set():
                with lock:
                    item = next(pile, told)
                if item is told:
                    break
                told.put((True, work(item)))  # type: ignore[arg-type]
        except BaseException as problem:
            stop.set()
            told.put((False, problem))
        finally:
            connections.close_all()
            told.put((True, told))

    workers = [Thread(target=copy_context().run, args=(at_it,), daemon=True) for _ in range(hands)]
    for worker in workers:
        worker.start()
    try:
        yield from _heard(told, len(workers))
    finally:
        stop.set()
        for worker in workers:
            worker.join()


def _heard(told: SimpleQueue[tuple[bool, object]], workers: int) -> Iterator[Done]:
    first: BaseException | None = None
    while workers:
        is_good, what = told.get()
        if what is told:
            workers -= 1
        elif is_good:
            yield what  # type: ignore[misc]
        elif first is None:
            first = what  # type: ignore[assignment]
    if first is not None:
        raise first
