"""Roots that stand in formulas, at the precision in force."""

from __future__ import annotations

from typing import Any

from mpmath import mp

#: Guard bits, and the most steps of the secant method.
GUARD, STEPS = 40, 200


def tukey_logit(z: Any, lam: Any) -> Any:
    """The L >= 0 where (p^lam - q^lam)/lam = z, p = 1/(1 + e^-L), q = 1 - p; inf where none is."""
    if z == 0:
        return mp.mpf(0)
    if mp.isinf(z) or lam * z >= 1:
        return mp.inf
    lost = max(0, -mp.mag(1 - lam * z))
    with mp.extraprec(GUARD + 2 * lost):
        found = bisect(lambda logit: quantile(logit, lam) - z)
        return secant(lambda logit: quantile(logit, lam) - z, found)


def quantile(logit: Any, lam: Any) -> Any:
    soft = mp.log1p(mp.exp(-logit))
    if lam == 0:
        return logit
    return mp.exp(-lam * soft) * -mp.expm1(-lam * logit) / lam


def bisect(f: Any) -> Any:
    """The root of an increasing ``f`` to about 20 bits, by doubling and then by halving."""
    high = mp.mpf(1)
    while f(high) < 0:
        high *= 2
    low = high
    while f(low) > 0:
        low /= 2
        high = min(high, 2 * low)
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return (low + high) / 2


def secant(f: Any, x: Any) -> Any:
    """The root of ``f`` near ``x`` to the digits in force."""
    step = mp.ldexp(x, -22)
    previous, x = f(x), x + step
    for _ in range(STEPS):
        here = f(x)
        if here == previous:
            return x
        step *= here / (previous - here)
        previous, x = here, x + step
        if abs(step) <= mp.ldexp(x, 8 - mp.prec):
            return x
    raise ArithmeticError("the logit of Tukey's lambda law does not converge")
