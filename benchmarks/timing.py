"""Timing: contestants take turns, so that a slow moment of the machine meets all of them.

The clock is the thread's own processor time, which leaves out what other programs take.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import thread_time_ns

Contestants = Mapping[str, Callable[[], object]]

#: Turns at least, and nanoseconds that the turns of one case may take beyond that.
TURNS, PATIENCE = 7, 600_000_000


def race(
    contestants: Contestants, turns: int = TURNS, read: Callable[[], int] = thread_time_ns
) -> dict[str, float]:
    """The shortest time of each contestant in nanoseconds, over the turns A B C, C B A, A B C ...

    The order is turned round each time, since whoever comes after a rival that allocates or fills
    the caches finds less of its own in them, and where memory sets the pace that decides.
    ``read`` is the clock; one of the whole process sees rivals that work on a thread of their own.
    """
    for run in contestants.values():
        run()
    best = dict.fromkeys(contestants, float("inf"))
    begin, turn = read(), 0
    while turn < turns or (turn < 5 * turns and read() - begin < PATIENCE):
        forward = list(contestants.items())
        for name, run in forward if turn % 2 == 0 else reversed(forward):
            best[name] = min(best[name], clock(run, read))
        turn += 1
    return best


def clock(run: Callable[[], object], read: Callable[[], int]) -> int:
    """The second of two calls, which finds its own arrays in the caches, not its rival's."""
    run()
    start = read()
    run()
    return read() - start
