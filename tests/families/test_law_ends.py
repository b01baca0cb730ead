"""The limits of log p and of its slopes at the ends of supports, followed by exact numbers."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from mpmath import mp, mpf
from sympy import Abs, Expr, sign

from derive.catalogue import load
from derive.family import Family
from derive.functions import define
from derive.law import state
from derive.law.ends import ENDS, ends
from derive.oracle.law import support
from derive.oracle.numeric import compile_expression
from derive.points import draw_moderate

#: Distances from an end, relative to it where it is not 0.
NEAR, NEARER = mpf("1e-200"), mpf("1e-400")
SETS, DIGITS = 6, 1300


def formula(family: Family, name: str) -> Expr:
    """What the name stands for."""
    log_p, z = state.log_density(family), family.variable
    assert log_p is not None
    if name == "logpdf":
        return log_p
    along = log_p.diff(z).replace(sign, lambda x: x / Abs(x))
    slopes = {"along": along, "stretch": 1 + z * along}
    symbols = {f"score_{p.name}": p.symbol for p in family.parameters}
    return slopes[name] if name in slopes else log_p.diff(symbols[name])


def cases(family: Family) -> Iterator[tuple[str, Expr, int, dict[str, float]]]:
    """Name, limit, side of the support and shapes, where that end is finite."""
    rng = Random(20)
    known = ends(family)
    for _ in range(SETS):
        shapes = draw_moderate(family, rng)
        for side, limits in ((0, known.lower), (1, known.upper)):
            if mp.isfinite(support(family, shapes)[side]):
                yield from ((name, limit, side, shapes) for name, limit in limits.items())


@pytest.mark.parametrize("name", sorted(n for n in ENDS if not load(n).is_density_only))
def test_limit(name: str) -> None:
    family = load(name)
    order = tuple(p.symbol for p in family.parameters)
    found = list(cases(family))
    assert found
    for function, limit, side, shapes in found:
        values = tuple(shapes.values())
        with mp.workdps(DIGITS):
            end = support(family, shapes)[side]
            stated = define(formula(family, function))
            exact = compile_expression(stated, (family.variable, *order))
            inwards = (1 - 2 * side) * (abs(end) or 1)
            near, nearer = (exact(end + inwards * d, *values) for d in (NEAR, NEARER))
            there = compile_expression(limit, order)(*values)
            assert tends(near, nearer, there), (function, shapes)


def tends(near: Any, nearer: Any, limit: Any) -> bool:
    """Whether the second value is farther out on the limit's side, or nearer to it."""
    if mp.isinf(limit):
        return bool(nearer == limit or (nearer * limit > 0 and abs(nearer) > abs(near)))
    return bool(abs(nearer - limit) <= abs(near - limit) and abs(nearer - limit) < 1e-9)
