"""Line: an expression along the support, at numbers z or at Places of its coordinate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sympy import Dummy, Expr, lambdify

from derive.family import Family
from derive.oracle import latent
from derive.oracle.bessel import BY_NAME
from derive.oracle.coordinate import Coordinate, Place
from derive.oracle.iterated import hoist
from derive.oracle.numeric import as_real, compile_expression, exact
from derive.oracle.reflection import REFLECTED, reflect

Point = Mapping[str, Any]
Function = Callable[[Any], Any]


def along(expression: Expr, family: Family, point: Point) -> Function:
    """``expression`` as a function of z or of a Place; what is free of z is evaluated once.

    Plain arithmetic: ``settle`` finds how many digits it needs.
    """
    symbols = tuple(p.symbol for p in family.parameters)
    body, parts = compiled(expression, family)
    values = [exact(point[s.name]) for s in symbols]
    fixed, line = [part(*values) for part in parts], line_of(family, point)

    def evaluate(t: Any) -> Any:
        return as_real(body(*(t if isinstance(t, Place) else line.place(t)), *fixed))

    return evaluate


@cache
def compiled(expression: Expr, family: Family) -> Any:
    """``expression`` as a function of z, its distances from the ends, and its parts free of z.

    Differences of z from an end that is a number become the distances themselves.
    """
    variable, symbols = family.variable, tuple(p.symbol for p in family.parameters)
    body, parts = hoist(expression, variable)
    parts |= {s: s for s in symbols}
    rise, rest = Dummy("rise"), Dummy("rest")
    low, high = family.support
    distances = {variable - low: rise, high - variable: rest}
    body = reflect(body.xreplace({d: name for d, name in distances.items() if d.is_Add}))
    names = [REFLECTED, latent.namespace(), BY_NAME, "mpmath"]
    whole = lambdify((variable, rise, rest, *parts), body, names)
    return whole, [compile_expression(p, symbols) for p in parts.values()]


def line_of(family: Family, point: Point) -> Coordinate:
    """The coordinate of the support at the point's shapes."""
    symbols = tuple(p.symbol for p in family.parameters)
    values = [point[p.name] for p in family.parameters]
    low, high = (compile_expression(e, symbols)(*values) for e in family.support)
    return Coordinate(low, high)


def height_on(line: Coordinate, log_density: Function) -> Function:
    """The log-density of the line's coordinate, in which it falls at least linearly."""

    def height(w: Any) -> Any:
        return log_density(line.from_line(w)) + line.log_slope(w)

    return height
