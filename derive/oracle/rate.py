"""Rates at the precision in force, from the root's log-density by the anchored score integral."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from mpmath import mp

from derive.functions.rate import Rate, beta_rate, f_rate, gamma_rate, t_rate, vonmises_rate

#: The binary magnitude beyond which the first term of a tail's series has all digits in use.
HUGE = 1 << 14


def evaluate(kind: type[Rate], arguments: list[Any]) -> Any:
    """The rate at mpf arguments; nan where one is outside its domain."""
    values = [mp.mpf(a) for a in arguments]
    if any(map(mp.isnan, values)):
        return mp.nan
    return recall(kind.__name__, tuple(values), mp.dps)


@cache
def recall(name: str, values: tuple[Any, ...], digits: int) -> Any:
    return RULES[name](*values, digits)


def velocity(kind: type[Rate], digits: int, parameter: str = "", **point: Any) -> Any:
    """The root's velocity at a point, in its own parameter unless another is named."""
    from derive.catalogue import load
    from derive.oracle import anchored

    return anchored.velocity(load(kind.family), parameter or kind.parameter, point, digits)


def gamma(z: Any, a: Any, digits: int) -> Any:
    if not (z > 0 and a > 0 and mp.isfinite(z)):
        return mp.nan
    if mp.mag(z) - abs(mp.mag(a)) > HUGE:
        return (mp.log(z) - mp.digamma(a)) / z
    if -mp.mag(z) - abs(mp.mag(a)) > HUGE:
        return (mp.digamma(a + 1) - mp.log(z)) / a
    return velocity(gamma_rate, digits, z=z, a=a) / z


def beta(x: Any, y: Any, a: Any, b: Any, digits: int) -> Any:
    """x and y are both exact; beside 1 the mirrored law is asked, where y is a distance from 0."""
    if not (x > 0 and y > 0 and a > 0 and b > 0):
        return mp.nan
    if x <= y:
        return velocity(beta_rate, digits, z=x, a=a, b=b) / (x * y)
    return -velocity(beta_rate, digits, "b", z=y, a=b, b=a) / (x * y)


def f(x: Any, y: Any, a: Any, b: Any, digits: int) -> Any:
    """x and y are both exact; their quotient gives z."""
    if not (x > 0 and y > 0 and a > 0 and b > 0):
        return mp.nan
    z = b * x / (a * y)
    return velocity(f_rate, digits, z=z, dfn=2 * a, dfd=2 * b) * 2 * a / z


def t(z: Any, df: Any, digits: int) -> Any:
    if not (df > 0 and mp.isfinite(z)) or z == 0:
        return mp.nan
    return velocity(t_rate, digits, z=z, df=df) / z


def vonmises(x: Any, kappa: Any, digits: int) -> Any:
    if not (kappa > 0 and 0 < abs(x) < mp.pi):
        return mp.nan
    return velocity(vonmises_rate, digits, z=x, kappa=kappa) / mp.sin(x)


RULES: dict[str, Callable[..., Any]] = {
    "gamma_rate": gamma, "beta_rate": beta, "f_rate": f, "t_rate": t, "vonmises_rate": vonmises,
}  # fmt: skip
