"""Choose: the plan of one velocity, by the error of each form in the model of float64.

The planner's own rewritings are compared. A form that the family states is proved equal to the
derivation, and then taken where its error is no more than ``GOOD`` or than theirs: its author
may know of a limit that no sample shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from mpmath import mp
from sympy import Expr, Integer, piecewise_fold

from derive import ir
from derive.derivation import Derivation
from derive.family import Family, SpecError
from derive.lower import LoweringError, lower
from derive.oracle.numeric import compile_expression
from derive.plan.approach import Edge, Point
from derive.plan.edge import find_limit
from derive.plan.model import evaluate
from derive.plan.plan import Plan, integral
from derive.plan.rewrite import list_forms
from derive.plan.target import DIGITS, Target, aim, settle
from derive.sample import draw_parameters, generator
from derive.score.rule import EACH, NODES, PANELS

EPS = 2.0**-52
#: An error, in eps * max(1, cond), below which a form needs no better one.
GOOD = 6.0
#: Sets of shapes for the limits of a family whose velocities are integrals.
EDGE_SETS = 4
#: Relative difference of a stated form from the velocity: room for a quadrature, and no other; and
#: the digits of a stated form whose rates are integrals, which settle to them.

PROVED, INTEGRAL_DIGITS = mp.mpf("1e-19"), 25


#: How a score integral is computed, for people.
INTEGRATED = (
    f"score integral outwards from z by {NODES} Gauss-Legendre nodes, or {len(PANELS) - 1} panels "
    f"of {EACH} where these do not resolve it; nan where neither do"
)

Found = tuple[float, str, Expr]


def choose(derivation: Derivation) -> Plan:
    """The plan for a shape's velocity; SpecError where the stated stable form is not equal."""
    family, name = derivation.family, derivation.parameter
    if derivation.route == "score":
        return integrate(derivation)
    targets = list(aim(derivation))
    stated = weigh_stated(derivation, targets)
    best = stated if stated and stated[0] <= GOOD else find_best(derivation, targets)
    if best is None and stated is None:
        raise SpecError(
            f"family {family.name}: its law is stated by a quantile function only; "
            f"state a cdf, or a stable form of {name} in z"
        )
    if best is None or (stated and stated[0] <= best[0]):
        best = stated
    assert best is not None
    edges = find_edges(derivation, best[2], targets)
    return Plan(family, name, best[2], best[1], edges, best[0])


def integrate(derivation: Derivation) -> Plan:
    """The score integral: no form is weighed, for the kernel itself is measured.

    At a finite end that stands still z stays there; at infinity the kernel returns nan.
    """
    family, name = derivation.family, derivation.parameter
    low, high = (Integer(0) if end.is_finite else None for end in family.support)
    return Plan(family, name, integral(name), INTEGRATED, (low, high), math.nan)


def weigh_stated(derivation: Derivation, targets: Sequence[Target]) -> Found | None:
    """The form that the family states, proved equal, and its error; None where it states none."""
    stated = derivation.family.stable.get(derivation.parameter)
    if stated is None:
        return None
    prove_equal(derivation, stated, targets)
    return worst_error(stated, targets), "stated by the family", stated


def find_best(derivation: Derivation, targets: Sequence[Target]) -> Found | None:
    """The first rewriting that is good, or the best of all; None where there is none."""
    best: Found | None = None
    for rule, form in list_candidates(derivation):
        error = worst_error(form, targets)
        if best is None or error < best[0]:
            best = (error, rule, form)
        if best[0] <= GOOD:
            break
    return best


def list_candidates(derivation: Derivation) -> Iterator[tuple[str, Expr]]:
    """Every rewriting of every route's result; none where that is a formula in u = F(z)."""
    if derivation.route == "inverse":
        return
    yield from list_forms(derivation.velocity)
    for _, velocity in derivation.also:
        yield from list_forms(velocity)


def worst_error(form: Expr, targets: Sequence[Target]) -> float:
    """The largest error of ``form`` in the model, in eps * max(1, cond); inf where it has none."""
    try:
        node = lower(form, {s: ir.Name(str(s)) for s in form.free_symbols})
    except (LoweringError, TypeError):  # TypeError: a constant that is not real
        return float("inf")
    worst = 0.0
    for target in targets:
        got = evaluate(node, {str(s): x for s, x in target.values.items()})
        if not math.isfinite(got):
            return float("inf")
        with mp.workdps(DIGITS):
            error = float(abs((got - target.velocity) / target.velocity))
        worst = max(worst, error / (EPS * max(1.0, target.condition)))
    return worst


def prove_equal(derivation: Derivation, stated: Expr, targets: Sequence[Target]) -> None:
    """Raise SpecError where the stated form differs from the derivation's result."""
    for target in targets:
        function = compile_expression(stated, tuple(target.values))
        if derivation.family.log_density is None:
            value, _ = settle(function, list(target.values.values()))
        else:
            with mp.workdps(INTEGRAL_DIGITS):
                value = function(*target.values.values())
        with mp.workdps(DIGITS):
            if value is None or abs(value - target.velocity) > abs(target.velocity) * PROVED:
                at = ", ".join(f"{s}={x!r}" for s, x in target.values.items())
                raise SpecError(
                    f"family {derivation.family.name}: the stable form of {derivation.parameter} "
                    f"is not the derived velocity at {at}"
                )


def edge_shapes(family: Family) -> list[dict[str, float]]:
    """More shapes at which limits are proved, where the sample of points has few."""
    if family.log_density is None:
        return []
    rng = generator(family, "edges")
    return [draw_parameters(family, rng) for _ in range(EDGE_SETS)]


def find_edges(
    derivation: Derivation, form: Expr, targets: Sequence[Target]
) -> tuple[Expr | None, Expr | None]:
    """The limits at both ends of the support, at a few points of the sample."""
    family = derivation.family
    z = family.variable
    theta = next(p.symbol for p in family.parameters if p.name == derivation.parameter)
    seen = {tuple(v for s, v in t.values.items() if s != z): t.values for t in targets}
    points: list[Point] = [{s: v for s, v in values.items() if s != z} for values in seen.values()]
    points += [
        {p.symbol: drawn[p.name] for p in family.parameters} for drawn in edge_shapes(family)
    ]
    node = lower(form, {s: ir.Name(str(s)) for s in form.free_symbols})

    def limit(end: Expr, side: int) -> Expr | None:
        def computed(point: Point) -> float:
            at = float(compile_expression(end, tuple(point))(*point.values()))
            return float(evaluate(node, {str(s): x for s, x in point.items()} | {str(z): at}))

        edge = Edge(form, z, theta, piecewise_fold(end), side)
        return find_limit(edge, points, computed)

    return limit(family.support[0], +1), limit(family.support[1], -1)
