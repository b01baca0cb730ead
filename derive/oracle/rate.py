"""Rates at the precision in force, from the root's log-density by the anchored score integral."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from mpmath import mp

from derive.functions.rate import Rate, beta_rate, f_rate, gamma_rate, t_rate, vonmises_rate

#: Bits, beyond those in use, by which the second term of a tail's series must be below the first.
SPARE = 16


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
    huge = mp.prec + SPARE + abs(mp.mag(a))
    if mp.mag(z) > huge:
        return (mp.log(z) - mp.digamma(a)) / z
    if -mp.mag(z) > huge:
        return (mp.digamma(a + 1) - mp.log(z)) / a
    return velocity(gamma_rate, digits, z=z, a=a) / z


def beta(x: Any, y: Any, a: Any, b: Any, digits: int) -> Any:
    """x and y are both exact; beside 1 the mirrored law is asked, where y is a distance from 0."""
    if x == 1 and y == 0:
        return at_one(a, b, digits)
    if not (x > 0 and y > 0 and a > 0 and b > 0):
        return mp.nan
    if x <= y:
        return velocity(beta_rate, digits, z=x, a=a, b=b) / (x * y)
    return -velocity(beta_rate, digits, "b", z=y, a=b, b=a) / (x * y)


def at_one(a: Any, b: Any, digits: int) -> Any:
    """The limit of beta's rate at x = 1, with digits for the differences."""
    with mp.workdps(2 * digits + 20):
        return (mp.digamma(a + b) - mp.digamma(a)) / b


def f(x: Any, y: Any, a: Any, b: Any, digits: int) -> Any:
    """x and y are both exact; their quotient gives z."""
    if x == 1 and y == 0:
        return a * at_one(a, b, digits) - 1
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
