"""Tails of a family that states its quantile function only: the root of Q(u) = z in logit u."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpmath import mp  # type: ignore[import-untyped]

from derive.family import Family, U
from derive.oracle.numeric import compile_expression, exact
from derive.oracle.removable import across

#: Logits at which the search for a bracket ends, and the most steps of the root-finder.
FARTHEST, STEPS = mp.mpf(10) ** 5, 10_000


def quantile(family: Family, point: Mapping[str, Any], logit: Any) -> Any:
    """Q at u = 1/(1 + e^-logit), with as many digits as 1 - u needs."""
    assert family.quantile is not None
    shapes = [p.symbol for p in family.parameters]
    q = compile_expression(family.quantile, (U, *shapes))
    with mp.workprec(mp.prec + int(abs(logit) * 1.45) + 10):
        u = 1 / (1 + mp.exp(-logit))
        result = across(family, point, lambda p: q(u, *(p[s.name] for s in shapes)))
    return +result


def solve(family: Family, point: Mapping[str, Any]) -> Any:
    """The logit of F(z), by false position (Illinois) between brackets, to the digits in force."""
    z = exact(point[family.variable.name])
    with mp.extraprec(20):
        low, high = bracket(family, point, z)
        below, above = (quantile(family, point, w) - z for w in (low, high))
        for _ in range(STEPS):
            if abs(high - low) <= mp.ldexp(max(1, abs(high)), -mp.prec + 12) or below == above:
                return (low + high) / 2
            middle = (low * above - high * below) / (above - below)
            miss = quantile(family, point, middle) - z
            if miss == 0:
                return middle
            if (miss > 0) == (above > 0):
                high, above, below = middle, miss, below / 2
            else:
                low, below, above = middle, miss, above / 2
    raise ArithmeticError(f"family {family.name}: no u has Q(u) = {mp.nstr(z, 17)}")


def bracket(family: Family, point: Mapping[str, Any], z: Any) -> tuple[Any, Any]:
    """Two logits between which Q passes ``z``."""
    side = 1 if quantile(family, point, mp.mpf(0)) < z else -1
    near, far = mp.mpf(0), mp.mpf(side)
    while (quantile(family, point, far) - z) * side < 0:
        near, far = far, 2 * far
        if abs(far) > FARTHEST:
            raise ArithmeticError(f"family {family.name}: F({mp.nstr(z, 17)}) is beyond e^-100000")
    return (near, far) if side > 0 else (far, near)


def tail(family: Family, point: Mapping[str, Any], upper: bool) -> Any:
    """F or 1 - F at ``point``."""
    logit = solve(family, point)
    return 1 / (1 + mp.exp(logit if upper else -logit))
