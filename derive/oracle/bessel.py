"""The functions of Bessel's K at the precision in force. Its changes by an integral (10.32.9):

    e^x K_nu(x) = int_0^oo e^(-x (cosh t - 1)) cosh(nu t) dt.

Its terms are positive, and so are those of its derivative in nu and of the moment of cosh t - 1.
The trapezoidal rule converges like e^(-c/h) on an integrand that is analytic in a strip and falls
doubly exponentially: with half the step the error is squared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from mpmath import mp

from derive.functions.bessel import BesselFunction, besselk_excess, besselk_order, log_besselk

#: Digits beyond those in force, and the part of all digits to which two steps must agree.
GUARD, AGREED = 8, 0.6

Moments = list[Any]


@lru_cache(maxsize=1 << 14)
def moments(nu: Any, x: Any, precision: int) -> Moments:
    """The integral, the same with the factor t tanh(nu t), and with the factor cosh t - 1."""
    with mp.workprec(precision), mp.workdps(mp.dps + GUARD):
        step, agreed = 1 / mp.sqrt(1 + x), mp.power(10, -AGREED * mp.dps)
        sums = summed(nu, x, step, mp.mpf(0))
        while True:
            between = summed(nu, x, step, step / 2)
            before, sums = sums, [(s + b) / 2 for s, b in zip(sums, between, strict=True)]
            if all(abs(s - b) <= agreed * abs(s) for s, b in zip(sums, before, strict=True)):
                return sums
            step /= 2


def summed(nu: Any, x: Any, step: Any, t: Any) -> Moments:
    """The rule with this step from ``t`` on, 0 by half, until terms are nothing beside the largest.

    The hyperbolic functions follow from one place to the next by their addition theorems.
    """
    sinh, cosh, grow = mp.sinh(t / 2), mp.cosh(t / 2), mp.exp(nu * t)
    along, across, more = mp.sinh(step / 2), mp.cosh(step / 2), mp.exp(nu * step)
    weight, largest, smallest = mp.mpf(1) if t else mp.mpf(0.5), 0, mp.power(10, -mp.dps - GUARD)
    whole = first = second = mp.mpf(0)
    while True:
        rise, inverse = 2 * sinh * sinh, 1 / grow
        fall = weight * mp.exp(-x * rise) / 2
        even = fall * (grow + inverse)
        whole += even
        first += fall * (grow - inverse) * t
        second += even * rise
        largest = max(largest, even)
        if even * (1 + t + rise) < smallest * largest and 2 * x * sinh * cosh > abs(nu):
            return [step * whole, step * first, step * second]
        t, grow, weight = t + step, grow * more, 1
        sinh, cosh = sinh * across + cosh * along, cosh * across + sinh * along


def scaled_logarithm(nu: Any, x: Any) -> Any:
    """log(e^x K_nu(x)), by mpmath: of K alone the ascending and asymptotic series are quicker."""
    return mp.log(mp.besselk(nu, x)) + x


def order(nu: Any, x: Any) -> Any:
    """d log K_nu(x)/d nu, odd in nu."""
    whole, first, _ = moments(mp.mpf(nu), mp.mpf(x), mp.prec)
    return first / whole


def excess(nu: Any, x: Any) -> Any:
    """(K_(nu-1) + K_(nu+1))/(2 K_nu) - 1: the mean of cosh t - 1."""
    whole, _, second = moments(mp.mpf(nu), mp.mpf(x), mp.prec)
    return second / whole


RULES: dict[type[BesselFunction], Callable[[Any, Any], Any]] = {
    log_besselk: scaled_logarithm, besselk_order: order, besselk_excess: excess,
}  # fmt: skip
BY_NAME = {kind.__name__: rule for kind, rule in RULES.items()}
