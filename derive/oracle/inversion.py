"""Tails of a family that states its quantile function only: the root of Q(u) = z in logit u."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from mpmath import mp

from derive.family import Family, U
from derive.oracle.numeric import compile_expression, exact
from derive.oracle.removable import across

#: The logit where the search for a bracket ends, the most steps of a root-finder, and the digits
#: of the first root, from which the secant method goes on.
FARTHEST, STEPS, ROUGH = 4096, 200, 40
#: Bits in which two points agree that start from the same root.
KEY = 53


def quantile(family: Family, point: Mapping[str, Any], logit: Any) -> Any:
    """Q at u = 1/(1 + e^-logit), with as many digits as 1 - u and u - 1/2 need."""
    assert family.quantile is not None
    shapes = [p.symbol for p in family.parameters]
    q = compile_expression(family.quantile, (U, *shapes))
    near = max(0, -int(mp.mag(logit))) if logit else 0
    with mp.workprec(mp.prec + int(abs(logit) * 1.45) + near + 10):
        u = 1 / (1 + mp.exp(-logit))
        result = across(family, point, lambda p: q(u, *(p[s.name] for s in shapes)))
    return +result


def solve(family: Family, point: Mapping[str, Any]) -> Any:
    """The logit of F(z) to the digits in force; -inf or inf where it is beyond FARTHEST."""
    z = exact(point[family.variable.name])
    with mp.workprec(KEY):
        near = tuple((name, +exact(value)) for name, value in sorted(point.items()))
    rough = solve_roughly(family, near)
    if rough == 0 or mp.isinf(rough):
        return rough
    with mp.extraprec(20):
        return secant(lambda w: quantile(family, point, w) - z, rough)


@lru_cache(maxsize=1 << 12)
def solve_roughly(family: Family, near: tuple[tuple[str, Any], ...]) -> Any:
    """The root from which the secant method goes on, of all points that round to ``near``."""
    point = dict(near)
    z = point[family.variable.name]
    with mp.workdps(ROUGH):
        low, high = bracket(family, point, z)
        if not (mp.isfinite(low) and mp.isfinite(high)):
            return low + high
        return ridders(lambda w: quantile(family, point, w) - z, low, high)


def solve_at(family: Family, arguments: Sequence[Any]) -> Any:
    """The same for z and the shapes in a row."""
    names = (family.variable.name, *(p.name for p in family.parameters))
    return solve(family, dict(zip(names, arguments, strict=True)))


def bracket(family: Family, point: Mapping[str, Any], z: Any) -> tuple[Any, Any]:
    """Two logits between which Q passes ``z``; the outer one is infinite beyond FARTHEST."""
    side = 1 if quantile(family, point, mp.mpf(0)) < z else -1
    near, far = mp.mpf(0), mp.mpf(side)
    while abs(far) <= FARTHEST and (quantile(family, point, far) - z) * side < 0:
        near, far = far, 2 * far
    far = far if abs(far) <= FARTHEST else side * mp.inf
    return (near, far) if side > 0 else (far, near)


def ridders(f: Callable[[Any], Any], low: Any, high: Any) -> Any:
    """The root of ``f`` between two points of opposite sign, roughly (Ridders 1979)."""
    below, above = f(low), f(high)
    for _ in range(STEPS):
        middle = (low + high) / 2
        here = f(middle)
        if here == 0 or high - low <= mp.ldexp(max(1, abs(middle)), -mp.prec // 2):
            return middle
        x = middle - (middle - low) * here / mp.sqrt(here**2 - below * above)
        x = x if below > 0 else 2 * middle - x
        miss = f(x)
        for at, value in sorted([(middle, here), (x, miss)]):
            if low < at < high and value * below > 0:
                low, below = at, value
            elif low < at < high:
                high, above = at, value
    raise ArithmeticError("no root of Q(u) = z between the brackets")


def secant(f: Callable[[Any], Any], x: Any) -> Any:
    """The root of ``f`` near ``x`` to the digits in force."""
    step = mp.ldexp(abs(x), -30)
    previous, x = f(x), x + step
    for _ in range(STEPS):
        here = f(x)
        if here == previous:
            return x
        step *= here / (previous - here)
        previous, x = here, x + step
        if abs(step) <= mp.ldexp(abs(x), -mp.prec + 8):
            return x
    raise ArithmeticError("the root of Q(u) = z does not converge")


def tail(family: Family, point: Mapping[str, Any], upper: bool) -> Any:
    """F or 1 - F at ``point``."""
    logit = solve(family, point)
    return 1 / (1 + mp.exp(logit if upper else -logit))
