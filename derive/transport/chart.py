"""Chart: a family's stated coordinate, proved against its law. Family in; SpecError or nothing."""

from __future__ import annotations

from typing import Any

from mpmath import mp
from sympy import Expr

from derive.family import Chart, Family, SpecError, Y
from derive.oracle import standard
from derive.oracle.numeric import compile_expression
from derive.plan.target import DIGITS
from derive.points import plan_points
from derive.sample import Point

#: Relative difference between the two sides; digits of a velocity with a rate, an integral.
PROVED, INTEGRAL_DIGITS = mp.mpf("1e-19"), 25


def prove_chart(family: Family) -> None:
    """At the family's sample, y has its inverse and moves as z does: y_dot = y_z v + y_theta."""
    chart = family.chart
    if chart is None:
        return
    for point in plan_points(family):
        for part, left, right in list_equations(family, chart, point):
            if abs(left - right) > PROVED * max(abs(left), abs(right)):
                raise SpecError(
                    f"family {family.name}: its chart's {part} is wrong at z = {point.z!r}, "
                    f"{dict(point.parameters)}; mend it in the spec"
                )


def list_equations(family: Family, chart: Chart, point: Point) -> list[tuple[str, Any, Any]]:
    """What should be equal, by what it says; a velocity that the oracle refuses is left out."""
    symbols = (family.variable, *(p.symbol for p in family.parameters))
    values = [mp.mpf(point.z), *(mp.mpf(point.parameters[p.name]) for p in family.parameters)]

    def at(expression: Expr) -> Any:
        return compile_expression(expression, symbols)(*values)

    with mp.workdps(2 * DIGITS):
        y = at(chart.map)
        equations = [("inverse", at(chart.inverse.subs(Y, chart.map)), values[0])]
        for p in family.parameters:
            v = standard.consult(family, p.name, point.z, point.parameters)
            if v is None or p.name not in chart.velocities:
                continue
            moved = at(chart.map.diff(family.variable)) * v + at(chart.map.diff(p.symbol))
            velocity = compile_expression(chart.velocities[p.name], (Y, *symbols[1:]))
            with mp.workdps(INTEGRAL_DIGITS):
                equations.append((f"velocity in {p.name}", velocity(y, *values[1:]), moved))
    return equations
