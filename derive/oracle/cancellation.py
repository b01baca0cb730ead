"""Sums to full relative accuracy: where terms cancel, they are evaluated again with more bits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mpmath import mp

#: Bits whose loss is let pass, first try when a sum vanishes, and the most bits that are added;
#: 2048 bits follow 1 - F down to e^-1400.
LET_PASS, FIRST, MOST = 6, 64, 2048


def accurate_sum(terms: Callable[[], Sequence[Any]]) -> Any:
    """The sum of what ``terms`` returns at the precision in force, in spite of cancellation.

    Terms are taken as accurate at whatever precision they are asked for. A sum that vanishes
    even with MOST bits more is 0.
    """
    spare = 0
    while True:
        with mp.workprec(mp.prec + spare):
            parts = terms()
            total = mp.fsum(parts)
            needed = bits_lost(parts, total, spare)
        if needed <= spare + LET_PASS or needed > MOST:
            return +total
        spare = needed + LET_PASS


def bits_lost(parts: Sequence[Any], total: Any, spare: int) -> int:
    """The bits by which a sum is smaller than its largest term; more than spare if it vanished."""
    if not mp.isfinite(total) or not any(parts):
        return 0
    if total == 0:
        return max(FIRST, 4 * spare)
    return int(max(mp.mag(p) for p in parts if p) - mp.mag(total))


def complement(f: Callable[[], Any]) -> Any:
    """``1 - f()`` to the relative accuracy of the working precision."""
    return accurate_sum(lambda: (mp.mpf(1), -f()))
