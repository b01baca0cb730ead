"""Sums to full relative accuracy: where terms cancel, they are evaluated again with more bits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mpmath import mp

#: Bits whose loss is let pass, first try when a sum vanishes, and the most bits that are added;
#: 8192 bits follow 1 - F down to e^-5600.
LET_PASS, FIRST, MOST = 6, 64, 8192


def accurate_sum(terms: Callable[[], Sequence[Any]]) -> Any:
    """The sum of what ``terms`` returns at the precision in force, in spite of cancellation.

    Terms are taken as accurate at whatever precision they are asked for. A sum that vanishes
    even with MOST bits more is 0.
    """
    total, spare = attempt(terms, 0)
    while spare:
        with mp.workprec(mp.prec + spare):
            total, spare = attempt(terms, spare)
    return +total


def attempt(terms: Callable[[], Sequence[Any]], spare: int) -> tuple[Any, int]:
    """The sum at the precision in force, ``spare`` bits of it extra, and how many it needs; or 0.

    0 where that is precise enough, or no precision will be.
    """
    parts = terms()
    total = mp.fsum(parts)
    needed = bits_lost(parts, total, spare)
    return total, 0 if needed <= spare + LET_PASS or needed > MOST else needed + LET_PASS


def bits_lost(parts: Sequence[Any], total: Any, spare: int) -> int:
    """The bits by which a sum is smaller than its largest term; more than spare if it vanished."""
    if total == 0:
        return max(FIRST, 4 * spare) if any(parts) else 0
    if not mp.isfinite(total):
        return 0
    return int(max(mp.mag(p) for p in parts if p) - mp.mag(total))


def complement(f: Callable[[], Any]) -> Any:
    """``1 - f()`` to the relative accuracy of the working precision."""
    return accurate_sum(lambda: (mp.mpf(1), -f()))
