"""Points: the fixed samples on which proofs are made, plans are chosen and kernels are measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import Any

from mpmath import mp
from sympy import Symbol, oo

from derive.domain import Parameter
from derive.family import Family, SpecError
from derive.oracle.law import cdf, support, value
from derive.oracle.removable import ends
from derive.sample import POSITIVE, REAL, Point, draw_points, draw_realisations, generator

#: Realisations in the sample that a plan is chosen on, in all and for each set of shapes.
PLANNED, EACH = 72, 8
#: The same where each exact value is an integral.
PLANNED_FEW, EACH_FEW = 8, 4
#: Sets of shapes, and levels of F, at which steps are proved.
SETS, LEVELS = 3, (0.12, 0.37, 0.61, 0.88)
#: A point of the bulk need not be exact.
BISECTIONS = 16


@dataclass(frozen=True)
class Bulk:
    """A point in the bulk of a law, where numerical roots and derivatives are quick."""

    z: Any
    shapes: dict[Symbol, Any]


@cache
def plan_points(family: Family) -> tuple[Point, ...]:
    """The points on which a plan's forms are compared, far tails included."""
    few = family.log_density is not None
    count, each = (PLANNED_FEW, EACH_FEW) if few else (PLANNED, EACH)
    drawn = draw_points(family, count, "plan", each)
    return (*drawn, *draw_limits(family, drawn, each))


def draw_limits(family: Family, drawn: Sequence[Point], each: int) -> Iterator[Point]:
    """Points at which a shape is 0, for each that may be and is 0 nowhere in the sample."""
    rng = generator(family, "limits")
    for p in family.parameters:
        if not may_vanish(p) or any(point.parameters[p.name] == 0 for point in drawn):
            continue
        parameters = {**drawn[0].parameters, p.name: 0.0}
        if all(value(c, parameters) for c in family.constraints):
            for z in draw_realisations(family, parameters, rng, each):
                yield Point(family.name, parameters, z)


def may_vanish(parameter: Parameter) -> bool:
    """Whether a real parameter's magnitude is drawn, and 0 now and then."""
    low, high = ends(parameter)
    smallest, _ = parameter.tested or REAL
    return bool(mp.isinf(low) and high > 0 and smallest >= 0 and not parameter.integer)


@cache
def draw_bulk(family: Family) -> tuple[Bulk, ...]:
    """A few points at moderate shapes and levels of F, the same at every run."""
    rng = generator(family, "bulk")
    few = family.log_density is not None or not family.parameters
    return tuple(b for _ in range(1 if few else SETS) for b in draw_set(family, rng))


def draw_set(family: Family, rng: Random) -> Iterator[Bulk]:
    shapes = draw_moderate(family, rng)
    for level in LEVELS[1:3] if family.is_iterated else LEVELS:
        z = locate(family, shapes, level * rng.uniform(0.9, 1.1))
        yield Bulk(z, {p.symbol: shapes[p.name] for p in family.parameters})


def draw_moderate(family: Family, rng: Random) -> dict[str, float]:
    """Shapes of ordinary size that meet the constraints; SpecError where none are found."""
    for _ in range(1000):
        drawn = {p.name: moderate(least(p, family), rng) for p in family.parameters}
        if all(value(c, drawn) for c in family.constraints):
            return drawn
    raise SpecError(f"family {family.name}: no ordinary parameters meet its constraints")


def least(parameter: Parameter, family: Family) -> Parameter:
    """The parameter, from the low end of what is tested on where the law is iterated integrals."""
    if not family.has_integral_density or parameter.tested is None or parameter.upper != oo:
        return parameter
    return replace(parameter, lower=max(parameter.lower, parameter.tested[0]))


def moderate(parameter: Parameter, rng: Random) -> float:
    low, high = (float(e) for e in ends(parameter))
    if parameter.integer:
        return float(int(low) + rng.randint(2, 5))
    if high - low < float("inf"):
        return low + (high - low) * rng.uniform(0.15, 0.85)
    if low > -float("inf"):
        return low + rng.uniform(0.4, 2.5)
    return rng.uniform(0.3, 1.4) * rng.choice((-1, 1))


def locate(family: Family, shapes: Mapping[str, float], level: float) -> float:
    """A z with F(z) near ``level``: bisection in a coordinate that covers the support.

    The bracket grows from the middle, since a law far out in its tail may take minutes.
    """
    low, high = support(family, shapes)

    def above(t: float) -> bool:
        z = place(mp.mpf(t), low, high)
        return bool(cdf(family, {**shapes, family.variable.name: z}) >= level)

    with mp.workdps(15):
        step = -1.0 if above(0.0) else 1.0
        near, far = 0.0, step
        while above(far) == (step < 0):
            near, far = far, 1.5 * far
        for _ in range(BISECTIONS):
            middle = (near + far) / 2
            near, far = (middle, far) if above(middle) == (step < 0) else (near, middle)
        return float(place(mp.mpf(near), low, high))


def place(t: Any, low: Any, high: Any) -> Any:
    """The real line onto (low, high), increasing."""
    if mp.isinf(low):
        return mp.sinh(t) if mp.isinf(high) else high - mp.exp(-t)
    return low + mp.exp(t) if mp.isinf(high) else low + (high - low) / (1 + mp.exp(-t))


def describe_tested(family: Family) -> str:
    """The ranges of the shapes that samples are drawn from, as text."""
    texts = [f"{p.name} {describe_range(p)}" for p in family.parameters]
    return ", ".join([*texts, "z into both tails down to probabilities of 1e-300"])


def describe_range(parameter: Parameter) -> str:
    low, high = (float(e) for e in ends(parameter))
    if parameter.tested is not None:
        first, last = parameter.tested
    elif high - low < float("inf"):
        return f"over ({low:g}, {high:g}), close to both ends included"
    else:
        first, last = REAL if low < 0 else POSITIVE
    sign = "0 and magnitudes " if low < 0 <= first else ""
    return f"{sign}{first:g} to {last:g}"
