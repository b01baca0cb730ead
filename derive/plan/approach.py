"""Approach: v along a path to an end of the support, and whether a limit is proved by it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mpmath import mp
from sympy import Expr, Symbol, oo, sympify

from derive import ir
from derive.functions import GammaFunction, Rate, T
from derive.lower import lower
from derive.oracle.numeric import compile_expression
from derive.plan.model import evaluate

#: How close to the edge the proof goes: 10^-k of the distance, or 10^k at infinity.
APPROACH = (8, 24, 72)
#: The same where each value is an integral.
APPROACH_FEW = (4, 12, 26)
#: Digits of such a value beyond those that tell z from an end that is neither 0 nor infinite.
BESIDE = 16

Point = Mapping[Symbol, float]


@dataclass(frozen=True)
class Edge:
    """One end of the support: v near it, and the side from which z comes (+1 from above).

    Where only the quantile is known, ``variable`` is the logit of F, which is infinite there.
    """

    velocity: Expr
    variable: Symbol
    theta: Symbol
    end: Expr
    side: int

    @property
    def place(self) -> Expr:
        """The value of ``variable`` at the edge."""
        return -self.side * oo if self.variable == T else self.end


def approach(edge: Edge, point: Point) -> list[Any]:
    """v ever closer to the edge."""
    if not edge.velocity.has(Rate, GammaFunction):
        with mp.workdps(2 * APPROACH[-1]):
            return [step(edge, k, point) for k in APPROACH]
    path = []
    for power in APPROACH_FEW:
        with mp.workdps(BESIDE + (0 if is_exact(edge, point) else power)):
            path.append(step(edge, power, point))
    return path


def step(edge: Edge, power: int, point: Point) -> Any:
    """v at one place next to the edge."""
    return number(edge.velocity, {edge.variable: near(edge, power, point), **point})


def is_exact(edge: Edge, point: Point) -> bool:
    """Whether a number near the end is told from it by its exponent."""
    value = number(sympify(edge.place), point)
    return bool(value == 0 or mp.isinf(value))


def near(edge: Edge, power: int, point: Point) -> Any:
    """A value next to the end."""
    value = compile_expression(sympify(edge.place), tuple(point))(*point.values())
    if mp.isinf(value):
        return mp.mpf(10) ** power * mp.sign(value)
    return value + edge.side * mp.mpf(10) ** -power


def settles(path: Sequence[Any], limit: Any) -> bool:
    """Whether the values come ever closer to ``limit``, or grow towards an infinite one."""
    if mp.isnan(limit) or any(map(mp.isnan, path)):
        return False
    if mp.isinf(limit):
        sizes = [v * mp.sign(limit) for v in path]
        grows = 0 < sizes[0] < sizes[1] < sizes[2]
        return bool(grows and (sizes[2] > 2 * sizes[0] or is_logarithmic(sizes)))
    within = 1e-12 * max(abs(mp.mpf(limit)), 1)
    gaps = [max(abs(v - limit), within) for v in path]
    return bool(gaps[0] >= gaps[1] >= gaps[2] == within)


def is_logarithmic(sizes: Sequence[Any]) -> bool:
    """Whether three values rise in proportion to the powers of ten of the approach."""
    ratio = (sizes[2] - sizes[1]) / (sizes[1] - sizes[0])
    steps = [(far - middle) / (middle - near) for near, middle, far in (APPROACH, APPROACH_FEW)]
    return any(abs(ratio - step) < mp.mpf("0.01") * step for step in steps)


def number(expression: Expr, place: Mapping[Symbol, Any]) -> Any:
    """The value at ``place``; nan, which proves nothing, where it has no real value."""
    try:
        return compile_expression(expression, tuple(place))(*place.values())
    except (ArithmeticError, TypeError):
        return mp.nan


def lost(candidate: Expr, point: Point) -> float:
    """The relative error of ``candidate`` in the model of float64."""
    true = number(candidate, point)
    if not mp.isfinite(true) or true == 0:
        return 0.0
    names = {s: ir.Name(str(s)) for s in point}
    try:
        got = evaluate(lower(candidate, names), {str(s): x for s, x in point.items()})
    except TypeError:  # no kernel, or a constant that is not real
        return math.inf
    return float(abs((got - true) / true)) if math.isfinite(got) else math.inf
