"""Choose: the plan of one velocity, by the error of each form in the model of float64.

The planner's own rewritings are compared. A form that the family states is proved equal to the
derivation, and then taken where its error is no more than ``GOOD`` or than theirs: its author
may know of a limit that no sample shows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mpmath import mp
from sympy import Expr, Symbol

from derive import ir
from derive.derivation import Derivation
from derive.family import Family, SpecError
from derive.functions import define
from derive.lower import LoweringError, lower
from derive.oracle.numeric import compile_expression
from derive.plan.edge import Edge, Point, find_limit
from derive.plan.model import evaluate
from derive.plan.plan import Plan
from derive.plan.rewrite import list_forms
from derive.points import plan_points

EPS = 2.0**-52
#: An error, in eps * max(1, cond), below which a form needs no better one.
GOOD = 6.0
DIGITS = 40
#: Relative difference of a stated form from the velocity: room for a quadrature, and no other.
PROVED = mp.mpf("1e-19")
#: Velocities beyond these sizes are left out: float64 rounds them with fewer bits, or to infinity.
SMALLEST, LARGEST = mp.mpf("1e-290"), mp.mpf("1e300")


@dataclass(frozen=True)
class Target:
    """An exact point, the exact velocity there and its condition number in all inputs."""

    values: dict[Symbol, float]
    velocity: Any
    condition: float


def choose(derivation: Derivation) -> Plan:
    """The plan for a shape's velocity; SpecError where the stated stable form is not equal."""
    family, name = derivation.family, derivation.parameter
    targets = list(aim(derivation))
    best: tuple[float, str, Expr] | None = None
    for rule, form in list_candidates(derivation):
        error = worst_error(form, targets)
        if best is None or error < best[0]:
            best = (error, rule, form)
        if best[0] <= GOOD:
            break
    assert best is not None
    stated = family.stable.get(name)
    if stated is not None:
        prove_equal(derivation, stated, targets)
        error = worst_error(stated, targets)
        if error <= max(best[0], GOOD):
            best = (error, "stated by the family", stated)
    edges = find_edges(derivation, best[2], targets)
    return Plan(family, name, best[2], best[1], edges, best[0])


def list_candidates(derivation: Derivation) -> Iterator[tuple[str, Expr]]:
    """Every rewriting of every route's result."""
    yield from list_forms(derivation.velocity)
    for _, velocity in derivation.also:
        yield from list_forms(velocity)


def aim(derivation: Derivation) -> Iterator[Target]:
    """The points of the family's fixed sample, with exact velocities."""
    family = derivation.family
    symbols = (family.variable, *(p.symbol for p in family.parameters))
    function = compile_expression(define(derivation.velocity), symbols)
    for point in plan_points(family):
        values = [point.z, *(point.parameters[p.name] for p in family.parameters)]
        velocity, digits = settle(function, values)
        if velocity is not None and SMALLEST < abs(velocity) < LARGEST:
            yield Target(
                dict(zip(symbols, values, strict=True)),
                velocity,
                condition(function, values, digits),
            )


def settle(function: Any, values: Sequence[float]) -> tuple[Any, int]:
    """The value at doubled precision until two agree, and that precision.

    None at a zero, a pole or a 0/0, and where no two precisions agree.
    """
    digits, last = DIGITS, None
    while digits <= 64 * DIGITS:
        with mp.workdps(digits):
            value = function(*values)
            if mp.isnan(value):
                return None, digits
            if last is not None and value != 0 and abs(value - last) <= abs(value) * mp.mpf(10) ** -DIGITS:
                return value, digits
        digits, last = 2 * digits, value
    return None, digits


def condition(function: Any, values: Sequence[float], digits: int) -> float:
    """sum_i |x_i dv/dx_i| / |v|, by differences of relative size 10^-25 at ``digits`` and more."""
    total = 0.0
    with mp.workdps(digits + 2 * DIGITS):
        step = mp.mpf(10) ** -25
        value = function(*values)
        for i, x in enumerate(values):
            if x != 0.0:
                moved = [*values[:i], mp.mpf(x) * (1 + step), *values[i + 1 :]]
                total += float(abs((function(*moved) - value) / (step * value)))
    return total


def worst_error(form: Expr, targets: Sequence[Target]) -> float:
    """The largest error of ``form`` in the model, in eps * max(1, cond); inf where it is nan or has no kernel."""
    try:
        node = lower(form, {s: ir.Name(str(s)) for s in form.free_symbols})
    except (LoweringError, TypeError):  # TypeError: a constant that is not real
        return float("inf")
    worst = 0.0
    for target in targets:
        got = evaluate(node, {str(s): x for s, x in target.values.items()})
        if got != got or abs(got) == float("inf"):
            return float("inf")
        with mp.workdps(DIGITS):
            error = float(abs((got - target.velocity) / target.velocity))
        worst = max(worst, error / (EPS * max(1.0, target.condition)))
    return worst


def prove_equal(derivation: Derivation, stated: Expr, targets: Sequence[Target]) -> None:
    """Raise SpecError where the stated form differs from the derivation's result."""
    for target in targets:
        function = compile_expression(stated, tuple(target.values))
        value, _ = settle(function, list(target.values.values()))
        with mp.workdps(DIGITS):
            if value is None or abs(value - target.velocity) > abs(target.velocity) * PROVED:
                at = ", ".join(f"{s}={x!r}" for s, x in target.values.items())
                raise SpecError(
                    f"family {derivation.family.name}: the stable form of {derivation.parameter} "
                    f"is not the derived velocity at {at}"
                )


def find_edges(
    derivation: Derivation, form: Expr, targets: Sequence[Target]
) -> tuple[Expr | None, Expr | None]:
    """The limits at both ends of the support, at a few points of the sample."""
    family = derivation.family
    z = family.variable
    theta = next(p.symbol for p in family.parameters if p.name == derivation.parameter)
    seen = {tuple(v for s, v in t.values.items() if s != z): t.values for t in targets}
    points: list[Point] = [
        {s: v for s, v in values.items() if s != z} for values in seen.values()
    ]
    node = lower(form, {s: ir.Name(str(s)) for s in form.free_symbols})

    def limit(end: Expr, side: int) -> Expr | None:
        def computed(point: Point) -> float:
            at = float(compile_expression(end, tuple(point))(*point.values()))
            return float(evaluate(node, {str(s): x for s, x in point.items()} | {str(z): at}))

        edge = Edge(form, z, theta, end, side)
        return find_limit(edge, points, computed)

    return limit(family.support[0], +1), limit(family.support[1], -1)
