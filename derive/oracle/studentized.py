"""The law of the studentized range and its derivatives, at the precision in force.

F(q) = int g(s) R(q s) ds with g the density of chi_df/sqrt(df) and R the law of the range of k
normal variates (``normal_range``), a trapezoidal sum of an analytic function over log w, w = q s,
on a grid that depends on neither q nor df, so that R is found once for each k.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import gmpy2  # type: ignore[import-untyped]
from mpmath import mp

from derive.oracle.mpfr import from_mpfr, to_mpfr
from derive.oracle.normal_range import law
from derive.oracle.numeric import exact

#: Steps of the sum times digits, times digits log k, and times sqrt(digits (df + k)): the integrand
#: is analytic for |Im log w| < pi/4, but for many variates grows like exp(k |Phi(-w/2)|) where
#: w^2/8, of size log k, has turned by a right angle; it is steepest like exp(-(df + k) x^2).
OUTER, MANY, GAUSSIAN = mp.mpf("1.7"), mp.mpf("2.6"), mp.mpf("1.8")
#: Bits beyond those in use, and digits that tell which tail is the lighter one.
SPARE, ROUGHLY = 20, 16

Number = Any
#: Of the law of the range at q s, of s and of s^2: integrands, the first of one sign.
Terms = Callable[[tuple[Number, ...], Number, Number], list[Number]]


def level_of(k: Number, df: Number) -> int:
    """The step is 2^(-level/4)."""
    widest = min(OUTER, MANY / mp.log(max(k, 2)))
    step = min(widest / mp.dps, GAUSSIAN / mp.sqrt(mp.dps * (df + k)))
    return int(mp.ceil(-4 * mp.log(step, 2)))


def more_bits(df: Number) -> int:
    """SPARE, and those that cancel in a score, of size 1/df, whose mean is of size 1/df^2."""
    return SPARE + 2 * max(0, int(mp.mag(df)))


def average(q: Number, k: Number, df: Number, terms: Terms) -> list[Number]:
    """int g(s) terms ds."""
    level, a = level_of(k, df), df / 2
    with mp.extraprec(more_bits(df)):
        scale = mp.exp(mp.log(2) + a * mp.log(a) - mp.loggamma(a) - a)
    # 1 - F and the density are of size k - 1.
    precision = mp.prec + max(0, -int(mp.mag(k - 1)))
    with gmpy2.context(precision=precision + more_bits(df)):
        step, log_q, n = gmpy2.exp2(gmpy2.mpfr(-level) / 4), gmpy2.log(to_mpfr(q)), to_mpfr(df)
        log_w = log_q + gmpy2.log((n + to_mpfr(k)) / (n + to_mpfr(q) ** 2 / 2)) / 2
        tiny = gmpy2.mpfr(2) ** -(precision + SPARE // 2)

        def parts(place: int) -> list[Number]:
            log_s = place * step - log_q
            square = gmpy2.exp(2 * log_s)
            weight = gmpy2.exp(n * (log_s - (square - 1) / 2))
            found = terms(law(k, place, level, precision), gmpy2.exp(log_s), square)
            return [weight * t for t in found]

        middle = find_middle(lambda place: parts(place)[0], int(log_w / step))
        sums = parts(middle)
        for side in (1, -1):
            place = middle
            while True:
                place += side
                more = parts(place)
                sums = [total + part for total, part in zip(sums, more, strict=True)]
                if all(abs(p) <= tiny * abs(total) for p, total in zip(more, sums, strict=True)):
                    break
        return [scale * from_mpfr(total * step) for total in sums]


def find_middle(weight: Callable[[int], Number], start: int) -> int:
    """A place near the largest weight, by steps that double uphill and are halved beyond it."""
    here, step, best = start, 1, weight(start)
    while step:
        top, there = max((weight(here + side * step), here + side * step) for side in (1, -1))
        if top > best:
            here, best, step = there, top, 2 * step
        else:
            step //= 2
    return here


def in_scale(df: Number) -> Callable[[Number, Number], Number]:
    """d log g/d df as a function of s and s^2."""
    extra = more_bits(df)
    with mp.extraprec(extra):
        constant = (mp.log(df / 2) + 1 - mp.digamma(df / 2)) / 2
    with gmpy2.context(precision=mp.prec + extra):
        score = to_mpfr(constant)
    return lambda s, square: score + gmpy2.log(s) - square / 2


def tail(point: Mapping[str, Number], upper: bool) -> Number:
    """F or 1 - F."""
    q, k, df = (exact(point[n]) for n in ("z", "k", "df"))
    return average(q, k, df, lambda law, s, square: [law[int(upper)]])[0]


def rough_tail(point: Mapping[str, Number], upper: bool) -> Number:
    """The order of magnitude of a tail: that of k (k - 1) t variates, or F's first power of q."""
    q, k, df = (exact(point[n]) for n in ("z", "k", "df"))
    if upper:
        return min(mp.mpf(1), k * (k - 1) * mp.exp(-df / 2 * mp.log1p(q * q / (2 * df))))
    order = k - 1
    height = mp.loggamma((df + order) / 2) - mp.loggamma(df / 2) + mp.log(k) / 2
    return min(mp.mpf(1), mp.exp(height + order * (mp.log(q) - mp.log(mp.pi * df) / 2)))


def velocity(parameter: str, point: Mapping[str, Number]) -> Number:
    """-F_theta/p, F's derivative from the lighter tail."""
    q, k, df = (exact(point[n]) for n in ("z", "k", "df"))
    if parameter == "k":
        slope, change = average(q, k, df, lambda law, s, square: [law[3] * s, law[2]])
        return -change / slope
    with mp.workdps(ROUGHLY):
        upper = tail(point, upper=True) < mp.mpf("0.5")
    score, side = in_scale(df), 1 if upper else -1
    slope, change = average(
        q, k, df, lambda law, s, square: [law[3] * s, law[int(upper)] * score(s, square)]
    )
    return side * change / slope


def jet(q: Number, k: Number, df: Number) -> tuple[Number, ...]:
    """The log-density and its derivatives in q, k and df."""
    score = in_scale(df)
    with gmpy2.context(precision=mp.prec + SPARE):
        z, n = to_mpfr(q), to_mpfr(df)

    def terms(law: tuple[Number, ...], s: Number, square: Number) -> list[Number]:
        density = law[3] * s
        return [
            density, density * (n * square - n - 1) / z, law[4] * s, density * score(s, square),
        ]  # fmt: skip

    total, *slopes = average(q, k, df, terms)
    return mp.log(total), *(slope / total for slope in slopes)
