"""Patience: how long SymPy may try on a family of somebody's own, and what was given up.

The catalogue's families are derived without a clock, so that their texts are the same on every
machine. Inside ``limited`` a step that takes too long is left, a note says so, and another route
is taken.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

#: Seconds for one inversion or one simplification; None where there is no clock.
LIMIT: ContextVar[float | None] = ContextVar("limit", default=None)
NOTES: ContextVar[list[str] | None] = ContextVar("notes", default=None)


class OutOfTime(BaseException):
    """A step that took too long; no Exception, since SymPy swallows those that it does not know."""


@contextmanager
def limited(seconds: float = 10.0) -> Iterator[None]:
    """Within it, each inversion and each simplification has so many seconds."""
    token = LIMIT.set(seconds)
    try:
        yield
    finally:
        LIMIT.reset(token)


@contextmanager
def unhurried() -> Iterator[None]:
    """Within it there is no clock: the texts of the catalogue do not depend on a machine."""
    token = LIMIT.set(None)
    try:
        yield
    finally:
        LIMIT.reset(token)


@contextmanager
def noted() -> Iterator[list[str]]:
    """Within it, what ``note`` says is kept in the list."""
    notes: list[str] = []
    token = NOTES.set(notes)
    try:
        yield notes
    finally:
        NOTES.reset(token)


def note(text: str) -> None:
    """Keep a sentence for the derivation, once."""
    kept = NOTES.get()
    if kept is not None and text not in kept:
        kept.append(text)


def try_for(step: Callable[[], T], what: str) -> T | None:
    """``step()``; None and a note where it takes longer than the limit."""
    seconds = LIMIT.get()
    if seconds is None:
        return step()
    try:
        return within(seconds, step)
    except OutOfTime:
        note(f"SymPy did not {what} within {seconds:g} s")
        return None


def within(seconds: float, step: Callable[[], T]) -> T:
    """``step()``, or OutOfTime; without a clock outside the main thread, which has no signals."""
    if threading.current_thread() is not threading.main_thread():
        return step()

    def stop(*_: Any) -> None:
        raise OutOfTime

    handler = signal.signal(signal.SIGALRM, stop)
    start, left = time.monotonic(), signal.getitimer(signal.ITIMER_REAL)[0]
    signal.setitimer(signal.ITIMER_REAL, min(seconds, left or seconds))
    try:
        return step()
    finally:
        signal.signal(signal.SIGALRM, handler)
        # An outer clock that has run out meanwhile rings at once.
        rest = max(left - (time.monotonic() - start), 1e-3) if left else 0.0
        signal.setitimer(signal.ITIMER_REAL, rest)
