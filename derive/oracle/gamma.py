"""Functions of the gamma law's rate at the precision in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mpmath import mp

from derive.functions.gamma import GammaFunction, gamma_excess, gamma_remainder
from derive.functions.rate import gamma_rate
from derive.oracle import rate
from derive.oracle.cancellation import accurate_sum


def evaluate(kind: type[GammaFunction], arguments: list[Any]) -> Any:
    """The function at mpf arguments; nan where one is outside its domain."""
    values = [mp.mpf(a) for a in arguments]
    return mp.nan if any(map(mp.isnan, values)) else RULES[kind](*values)


def excess(y: Any, a: Any) -> Any:
    if not (y >= 0 and a > 0 and mp.isfinite(y)):
        return mp.nan
    if y == 0:
        return mp.digamma(1 + a)
    return accurate_sum(lambda: [a * rate.evaluate(gamma_rate, [y, a]), mp.log(y)])


def remainder(w: Any, t: Any) -> Any:
    if not (t >= 0 and mp.isfinite(w)):
        return mp.nan
    if t == 0:
        return first(w)

    def terms() -> list[Any]:
        a = 1 / t
        lead = w / mp.expm1(w) if w else 1
        return [a * a * rate.evaluate(gamma_rate, [a * mp.exp(w), a]), -a * lead]

    return accurate_sum(terms)


def first(w: Any) -> Any:
    """The limit at t = 0, C_1 = (C_0' + 1/2)/(e^w - 1) with C_0 = w/(e^w - 1) (DESIGN 1c)."""
    if w == 0:
        return mp.mpf(1) / 6

    def terms() -> list[Any]:
        growth = mp.expm1(w)
        return [1 / growth**2, -w * (1 + growth) / growth**3, 1 / (2 * growth)]

    return accurate_sum(terms)


RULES: dict[type[GammaFunction], Callable[..., Any]] = {
    gamma_excess: excess, gamma_remainder: remainder,
}  # fmt: skip
