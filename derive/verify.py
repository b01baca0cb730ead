"""Verify: the emitted kernels against the oracle. A family's name in, a Measurement out.

Errors are in units of eps * max(1, condition number): what one rounding of the inputs costs. The
kernels are imported from ``generated`` as a user would; nothing of the derivation is used but the
condition number, which is taken of the oracle's law, not of the kernel.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeAlias

import numpy as np
from mpmath import mp

from derive.budget import Budget
from derive.catalogue import load
from derive.family import Family
from derive.functions.latent import LatentFunction
from derive.oracle.standard import DIGITS, condition, consult
from derive.oracle.velocity import Refusal
from derive.points import draw_bulk
from derive.sample import Point, draw_points

EPS = 2.0**-52
#: Points for `make`, and for the recorded budgets and the tests; half as many, and at most so many,
#: where each exact value is an integral.
QUICK, FULL, FULL_INTEGRAL = 16, 96, 32
#: A quarter as many where the density or its normaliser is an integral, a sum or a Bessel function
#: too.
FULL_DENSITY = 12
#: The same where each value is an inversion or an integral of integrals.
FULL_ITERATED = 10
EACH = 4
#: Elements that a timing takes first and at most, and how long it should last.
FEW, MOST, SECONDS = 100, 100_000, 0.1

#: A family, its module and points; the values of the velocities there, by parameter.
Call: TypeAlias = Callable[[Family, Any, Sequence[Point]], dict[str, Sequence[float]]]


@dataclass(frozen=True)
class Measurement:
    """The errors of a family's velocities by parameter, and the cost of a gradient in ns."""

    name: str
    errors: dict[str, Budget]
    nanoseconds: float

    @property
    def worst(self) -> float:
        """The largest error of any velocity; 0 where there is none to measure."""
        return max((b.worst for b in self.errors.values()), default=0.0)


def verify(name: str, count: int = FULL) -> Measurement:
    """Measure all shape velocities of an emitted family at ``count`` points of its fixed sample."""
    family = load(name)
    errors = measure_module(family, import_module(f"phidot.{name}"), count)
    return Measurement(name, errors, float("nan"))


def verify_gradient(name: str, count: int = QUICK) -> Measurement:
    """As ``verify``, and the time, of ``gradient`` with numbers for shapes: one loop to compile."""
    family = load(name)
    module = import_module(f"phidot.{name}")
    errors = measure_module(family, module, count, call_together)
    return Measurement(name, errors, time_gradient(family, module))


def measure_module(
    family: Family, module: Any, count: int = QUICK, evaluate: Call | None = None
) -> dict[str, Budget]:
    """The errors of a module's shape velocities by parameter, at ``count`` points of a sample.

    ``evaluate`` calls the kernels, by default ``call_each``.
    """
    shapes = [p.name for p in family.parameters if not p.integer]
    if family.log_density is not None:
        slow = family.is_density_only or family.log_density.has(LatentFunction)
        count = min(count // 4, FULL_DENSITY) if slow else min(count // 2, FULL_INTEGRAL)
    if family.has_integral_density:
        count = min(count, FULL_ITERATED)
    # At least two members: a velocity may be 0 throughout at one, as gausshyper's v_z at c = 0.
    points = draw_points(family, count, "verify", min(EACH, count // 2)) if shapes else []
    got = (evaluate or call_each)(family, module, points) if shapes else {}
    return {s: measure(family, s, points, got[s]) for s in shapes}


def measure(
    family: Family, parameter: str, points: Sequence[Point], values: Sequence[float]
) -> Budget:
    """The worst and median error of one velocity; points that the oracle refuses are left out."""
    errors = []
    for point, value in zip(points, values, strict=True):
        exact = consult(family, parameter, point.z, point.parameters)
        if exact is not None:
            errors.append(error(family, parameter, point, float(value), exact))
    if not errors:
        raise Refusal(f"family {family.name}: the oracle answered at no point for {parameter}")
    return Budget(round(max(errors), 3), round(statistics.median(errors), 3), len(errors))


def call_each(family: Family, module: Any, points: Sequence[Point]) -> dict[str, Sequence[float]]:
    """The velocities by parameter, each from its own kernel."""
    shapes = [p.name for p in family.parameters if not p.integer]
    return {s: call(family, module, s, points) for s in shapes}


def call(family: Family, module: Any, parameter: str, points: Sequence[Point]) -> Any:
    """The kernel with every argument an array."""
    z = np.array([p.z for p in points])
    columns = [np.array([p.parameters[q.name] for p in points]) for q in family.parameters]
    return getattr(module, f"dz_d{parameter}")(z, *columns)


def call_together(
    family: Family, module: Any, points: Sequence[Point]
) -> dict[str, Sequence[float]]:
    """The velocities by parameter from ``gradient``, with numbers for the parameters."""
    rows = [
        module.gradient(np.array([p.z]), *(float(p.parameters[q.name]) for q in family.parameters))
        for p in points
    ]
    return {name: [float(getattr(r, name)[0]) for r in rows] for name in module.differentiable}


def error(family: Family, parameter: str, point: Point, value: float, exact: Any) -> float:
    """|value - exact| / (|exact| eps max(1, cond)); inf for nan."""
    if not np.isfinite(value):
        return float("inf")
    with mp.workdps(DIGITS):
        relative = float(abs((mp.mpf(value) - exact) / exact)) / EPS
    if relative <= 1.0:
        return relative
    return relative / max(1.0, condition(family, parameter, point.z, point.parameters, exact))


def time_gradient(family: Family, module: Any) -> float:
    """Nanoseconds an element of ``gradient`` with scalar parameters, the best of a few runs.

    Over as many elements as take about SECONDS, at most MOST.
    """
    point = draw_bulk(family)[0]
    shapes = [float(v) for v in point.shapes.values()]
    z = np.full(MOST, float(point.z))

    def spend(count: int) -> float:
        start = time.perf_counter()
        module.gradient(z[:count], *shapes)
        return time.perf_counter() - start

    spend(1)  # compiles
    count = min(MOST, max(FEW, int(FEW * SECONDS / spend(FEW))))
    return min(spend(count) for _ in range(4)) / count * 1e9
