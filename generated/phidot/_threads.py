# Copied by `make` from derive/runtime; edit it there.
"""Threads: pieces of a large array computed side by side.

The kernels release the GIL and treat every element alone, so neither the number of threads nor
the order of the pieces can change a bit of the result.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from time import perf_counter

# Elements that the caller computes alone, to see what an element costs.
TRIAL = 1 << 13
# Measured on two cores: help from another thread pays from about 0.15 ms of work on, in pieces
# of 0.05 ms. Families differ fiftyfold in cost, so a number of elements would not do.
WORTH_SHARING = 150e-6
PIECE = 50e-6

Task = Callable[[int, int], None]


class Pool:
    """The threads that help the calling thread; started at the first large array."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.forget()

    def forget(self) -> None:
        """Start again, as in a forked child, which has none of its parent's threads."""
        self._executor: ThreadPoolExecutor | None = None
        self._lock = Lock()

    def resize(self, count: int) -> None:
        """Use ``count`` threads from the next large array on; arrays under way are finished."""
        with self._lock:
            self.count = count
            if self._executor is not None:
                self._executor.shutdown(wait=False)
                self._executor = None

    def start(self, work: Callable[[], None]) -> Future[None] | None:
        """Run ``work`` on a thread of the pool; None once the interpreter is closing down."""
        with self._lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(max(1, self.count - 1), "phidot")
            try:
                return self._executor.submit(work)
            except RuntimeError:  # No thread can start after shutdown: the caller works alone.
                return None


def available() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_pool = Pool(available())


def get_num_threads() -> int:
    """The number of threads that share a large array, the caller's own included."""
    return _pool.count


def set_num_threads(count: int) -> None:
    """Let ``count`` threads share each large array from now on; 1 turns threads off.

    Results are the same bits for every ``count``. Raises TypeError where ``count`` is not an
    integer and ValueError where it is below 1.
    """
    if not isinstance(count, int) or isinstance(count, bool):
        raise TypeError(f"set_num_threads takes an integer, not {type(count).__name__}")
    if count < 1:
        raise ValueError(f"set_num_threads takes at least 1, not {count}")
    _pool.resize(count)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_pool.forget)


def share(task: Task, size: int) -> None:
    """Call ``task(start, stop)`` on pieces that cover ``range(size)``, and wait for all of them."""
    if size <= TRIAL or _pool.count == 1:
        task(0, size)
        return
    begin = perf_counter()
    task(0, TRIAL)
    seconds = perf_counter() - begin
    if seconds * (size / TRIAL - 1.0) < WORTH_SHARING:
        task(TRIAL, size)
    else:
        piece = TRIAL * max(1, round(PIECE / seconds))
        divide(task, range(TRIAL, size, piece), _pool)


def divide(task: Task, starts: range, pool: Pool) -> None:
    """Run the pieces of ``task`` on the threads of ``pool`` and on this one."""
    pieces = deque(starts)

    def work() -> None:
        while (start := take(pieces)) is not None:
            task(start, min(start + starts.step, starts.stop))

    others = [pool.start(work) for _ in range(min(pool.count, len(pieces)) - 1)]
    work()
    for other in others:
        # One that is still in the queue of a busy pool has nothing left to do.
        if other is not None and not other.cancel():
            other.result()


def take(pieces: deque[int]) -> int | None:
    """The next piece, or None when no other is left."""
    try:
        return pieces.popleft()
    except IndexError:
        return None
