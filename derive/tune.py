"""Tune: the cheapest borders between a root's regimes whose error stays within a limit.

One border at a time, in the order of their names, the others as they are. To be run on a machine
that does nothing else: the choice is by time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from derive import thresholds
from derive.trial import Reference, find_reference, measure

#: Candidates, as multiples of the stored border; the largest error allowed, in eps, on both sides
#: of a border, where expansions are at their worst: beta's stored ones measure 11.
FACTORS = (0.7, 0.85, 1.0, 1.2, 1.4)
LIMIT = 12.0
#: Points whose exact value is computed.
POINTS = 400


@dataclass(frozen=True)
class Trial:
    """One value of one border: the largest error in eps and the cost in ns an element."""

    border: str
    value: float
    error: float
    nanoseconds: float


def tune(family: str) -> Iterator[tuple[list[Trial], Trial]]:
    """The trials of each border and the one chosen, which the trials of later borders keep.

    The new thresholds are written at the end. FileNotFoundError for a family that stores none.
    """
    borders = dict(thresholds.read(family))
    # A fresh process for each trial: what roots cache would otherwise be the first trial's.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        reference = pool.submit(find_reference, family, POINTS).result()
        for border in sorted(borders):
            trials = list(vary(pool, family, borders, border, reference))
            chosen = choose(trials)
            borders[border] = chosen.value
            yield trials, chosen
    thresholds.write(family, borders)


def vary(
    pool: ProcessPoolExecutor, family: str, borders: Mapping[str, float], border: str,
    reference: Reference,
) -> Iterator[Trial]:  # fmt: skip
    for factor in FACTORS:
        value = float(f"{borders[border] * factor:.3g}")
        error, cost = pool.submit(measure, family, {**borders, border: value}, reference).result()
        yield Trial(border, value, error, cost)


def choose(trials: list[Trial]) -> Trial:
    """The cheapest within the limit; where none is, the one with the least error."""
    good = [t for t in trials if t.error <= LIMIT]
    return min(good, key=lambda t: t.nanoseconds) if good else min(trials, key=lambda t: t.error)
