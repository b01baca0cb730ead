"""Fuzz: the emitted kernels against the oracle at many random points. Names in, Findings out.

Shapes are log-uniform over the range that the family states, realisations reach far into both
tails. Every point is evaluated twice, with array parameters and with parameters that are numbers.
Points depend on the family's name, the seed and the point's place alone.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from random import Random
from types import FrameType
from typing import Any

import numpy as np
from mpmath import mp

from derive.catalogue import load
from derive.family import Family
from derive.oracle.standard import condition, consult
from derive.realisations import draw
from derive.sample import Point, draw_parameters
from derive.verify import EPS, call

#: Points of one task, and realisations for each set of shapes.
TASK, EACH = 16, 4
#: Errors up to NOTABLE need no condition number; beyond ALLOWED a kernel is wrong.
NOTABLE, ALLOWED = 8.0, 64.0
#: Seconds after which the oracle is given up at a point.
PATIENCE = 10.0


@dataclass(frozen=True)
class Finding:
    """One velocity at one point: its error in eps * max(1, cond), the number, the exact value."""

    error: float
    parameter: str
    point: Point
    value: float
    exact: str
    called: str

    def __str__(self) -> str:
        at = ", ".join(
            f"{n}={v!r}" for n, v in {"z": self.point.z, **self.point.parameters}.items()
        )
        return (
            f"{self.point.family}.dz_d{self.parameter}({at}) with {self.called}: {self.value!r}, "
            f"exactly {self.exact}, an error of {self.error:.3g}"
        )


@dataclass
class Tally:
    """What was found: how many velocities were compared, and those that stand out."""

    compared: int = 0
    refused: int = 0
    notable: list[Finding] = field(default_factory=list)
    worst: Finding | None = None

    def add(self, finding: Finding) -> None:
        self.compared += 1
        if finding.error > NOTABLE:
            self.notable.append(finding)
        if self.worst is None or finding.error > self.worst.error:
            self.worst = finding

    def merge(self, other: Tally) -> None:
        self.compared += other.compared
        self.refused += other.refused
        self.notable += other.notable
        if other.worst and (self.worst is None or other.worst.error > self.worst.error):
            self.worst = other.worst

    @property
    def wrong(self) -> list[Finding]:
        """Those beyond what is allowed, the worst first."""
        beyond = [f for f in self.notable if f.error > ALLOWED]
        return sorted(beyond, key=lambda f: -f.error)


def fuzz(
    name: str, count: int, seed: int, seconds: float, done: Callable[[], None] = lambda: None
) -> Tally:
    """Compare ``count`` points in parallel, or as many as ``seconds`` allow."""
    tally, start = Tally(), time.monotonic()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        tasks = range(-(-count // TASK))
        futures = [pool.submit(run_task, name, seed, index) for index in tasks]
        for future in as_completed(futures):
            tally.merge(future.result())
            done()
            if time.monotonic() - start > seconds:
                pool.shutdown(cancel_futures=True)
                break
    return tally


def run_task(name: str, seed: int, index: int) -> Tally:
    """The points of one task."""
    family, tally = load(name), Tally()
    shapes = [p.name for p in family.parameters if not p.integer]
    points = draw_points(family, seed, index)
    for parameter in shapes:
        exact = [judge(family, parameter, p) for p in points]
        tally.refused += sum(e is None for e in exact)
        for called, values in evaluate(family, parameter, points):
            for point, value, wanted in zip(points, values, exact, strict=True):
                if wanted is not None:
                    tally.add(find(family, parameter, point, float(value), wanted, called))
    return tally


def draw_points(family: Family, seed: int, index: int) -> list[Point]:
    rng = Random(sha256(f"{family.name}/fuzz/{seed}/{index}".encode()).digest())
    sets = [draw_parameters(family, rng) for _ in range(TASK // EACH)]
    return [Point(family.name, s, draw(family, s, rng)) for s in sets for _ in range(EACH)]


def evaluate(family: Family, parameter: str, points: list[Point]) -> Iterator[tuple[str, Any]]:
    """The kernel's values by each way of calling it."""
    module = import_module(f"phidot.{family.name}")
    yield "arrays", call(family, module, parameter, points)
    sets = [points[k : k + EACH] for k in range(0, len(points), EACH)]
    velocity = getattr(module, f"dz_d{parameter}")
    yield "numbers", np.concatenate([
        velocity(np.array([p.z for p in s]), *s[0].parameters.values()) for s in sets
    ])  # fmt: skip


def judge(family: Family, parameter: str, point: Point) -> Any:
    """The oracle's value; None where it refuses, takes too long or doubles cannot hold it."""
    try:
        with limited(PATIENCE):
            return consult(family, parameter, point.z, point.parameters)
    except TimeoutError:
        return None


def find(
    family: Family, parameter: str, point: Point, value: float, exact: Any, called: str
) -> Finding:
    error = float("inf")
    if np.isfinite(value):
        with mp.workdps(25):
            error = float(abs((mp.mpf(value) - exact) / exact)) / EPS
    if NOTABLE < error < float("inf"):
        with suppress(TimeoutError), limited(PATIENCE):  # Without it the error stays too large.
            error /= max(1.0, condition(family, parameter, point.z, point.parameters, exact))
    return Finding(error, parameter, point, value, mp.nstr(exact, 20), called)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """TimeoutError in the block after so many seconds; for the main thread of a process."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)
