"""The law of the studentized range and its derivatives, at the precision in force.

F(q) = int g(s) R(q s) ds with g the density of chi_df/sqrt(df) and R the law of the range of k
normal variates,

    R(w) = k int phi(u + w/2) d(u)^(k-1) du,      d(u) = Phi(u + w/2) - Phi(u - w/2).

Both integrals are trapezoidal sums of analytic functions. The outer one runs over log w, w = q s,
on a grid that depends on neither q nor df, so that R is found once for each k; in MPFR's numbers,
which are quicker than mpmath's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import exp
from typing import Any

import gmpy2  # type: ignore[import-untyped]
from mpmath import mp

#: Steps of the inner and of the outer sum are these over the digits: the integrands are analytic in
#: a strip of half-width 2 and pi/4, and the error falls as exp(-2 pi width/step).
INNER, OUTER = 4, mp.mpf("1.6")
#: Bits beyond those in use, and those given at first and at most
#: for what 1 - F of a wide range loses.
SPARE, SHALLOW, DEEPEST = 10, 32, 8192

Number = Any


@lru_cache(maxsize=1 << 17)
def range_law(k: Number, place: int, level: int, precision: int, depth: int) -> tuple[Number, ...]:
    """Of the range at w = e^(place/2^level): F, 1 - F, dF/dk, density, d density/dk.

    The probability of a short interval loses the bits of its length; 1 - F and dF/dk lose those of
    w^2/4, of which ``depth`` are made good.
    """
    lost = max(0, int(-1.5 * place / 2**level)) + min(fallen(place, level), depth)
    with mp.workprec(precision):
        inner = mp.mpf(INNER) / mp.dps
    with mp.workprec(precision + lost):
        inner = min(inner, mp.mpf(INNER) / mp.dps)
    with gmpy2.context(precision=precision + 2 * SPARE + lost):
        w = gmpy2.exp(gmpy2.mpfr(place) / 2**level)
        step, n = to_mpfr(inner), to_mpfr(k)
        half, root, u = w / 2, gmpy2.sqrt(gmpy2.mpfr(2)), gmpy2.mpfr(0)
        cdf = moved = density = drift = gmpy2.mpfr(0)
        tiny = gmpy2.mpfr(2) ** -(precision + lost + SPARE)
        unseen = 2 * (precision + 2 * SPARE + lost)  # Bits; in units of 2 log 2 they are fewer.
        while True:
            d = gmpy2.erfc((u - half) / root) / 2
            if (u + half) ** 2 - max(u - half, 0) ** 2 < unseen:
                d -= gmpy2.erfc((u + half) / root) / 2
            log_d = gmpy2.log(d)
            near, far = (gmpy2.exp(-((u - side) ** 2) / 2) for side in (half, -half))
            power = gmpy2.exp((n - 2) * log_d) * (1 if u else gmpy2.mpfr("0.5"))
            part, dense = (near + far) * power * d, 2 * near * far * power
            cdf += part
            moved += part * (1 + n * log_d)
            density += dense
            drift += dense * (2 * n - 1 + n * (n - 1) * log_d)
            if u > half and part < tiny * cdf and -log_d * dense < tiny * density:
                break
            u += step
        unit = step / gmpy2.sqrt(2 * gmpy2.const_pi())
        cdf *= n * unit
        dense_unit = step / (2 * gmpy2.const_pi())
        values = (
            cdf, 1 - cdf, moved * unit, n * (n - 1) * density * dense_unit, drift * dense_unit,
        )  # fmt: skip
        return tuple(map(from_mpfr, values))


def fallen(place: int, level: int) -> int:
    """Bits by which 1 - F is below 1, or a few more."""
    return SPARE + int(0.361 * exp(min(2.0 * place / 2**level, 12.0)))


def to_mpfr(x: Number) -> Number:
    """An mpf as a number of MPFR's, in the precision of its context."""
    sign, mantissa, exponent, _ = x._mpf_
    value = gmpy2.mpfr(int(mantissa))
    value = gmpy2.mul_2exp(value, exponent) if exponent >= 0 else gmpy2.div_2exp(value, -exponent)
    return -value if sign else value


def from_mpfr(x: Number) -> Number:
    """A number of MPFR's as an mpf, rounded to the precision in force."""
    mantissa, exponent = x.as_mantissa_exp()
    return mp.ldexp(mp.mpf(int(mantissa)), int(exponent))


def level_of(df: Number) -> int:
    """The outer step is 2^-level."""
    step = min(OUTER / mp.dps, 2 / mp.sqrt(mp.mpf("4.6") * mp.dps * df))
    return int(-mp.floor(mp.log(step, 2)))


def average(
    q: Number, k: Number, df: Number, terms: Callable[[tuple[Number, ...], Number], list[Number]]
) -> list[Number]:
    """int g(s) terms(law of the range at q s, s^2) ds; the first term has one sign, and decides.

    The bits that the law loses where w is large are made good as far as the sums feel them.
    """
    depth = SHALLOW
    while True:
        sums, noise = add_up(q, k, df, terms, depth)
        if noise <= mp.ldexp(min(map(abs, sums)), -mp.prec) or depth >= DEEPEST:
            return sums
        depth *= 4


def add_up(
    q: Number, k: Number, df: Number,
    terms: Callable[[tuple[Number, ...], Number], list[Number]], depth: int,
) -> tuple[list[Number], Number]:  # fmt: skip
    """The sums, and the noise of 1 - F and dF/dk in them where ``depth`` bits are too few."""
    level, a, log_q = level_of(df), df / 2, mp.log(q)
    scale = mp.exp(mp.log(2) + a * mp.log(a) - mp.loggamma(a) - a)

    def parts(place: int) -> list[Number]:
        log_s = mp.ldexp(place, -level) - log_q
        square = mp.exp(2 * log_s)
        weight = mp.exp(df * log_s - a * (square - 1))
        law = range_law(k, place, level, mp.prec, depth)
        noise = weight * law[0] if fallen(place, level) > depth else mp.mpf(0)
        return [*(weight * t for t in terms(law, square)), noise]

    middle = find_middle(lambda place: parts(place)[0], int(mp.floor(mp.ldexp(log_q, level))))
    sums, tiny = parts(middle), mp.ldexp(1, -mp.prec - SPARE)
    for side in (1, -1):
        place = middle
        while True:
            place += side
            more = parts(place)
            sums = [total + part for total, part in zip(sums, more, strict=True)]
            small = [abs(p) <= tiny * abs(total) for p, total in zip(more, sums, strict=True)]
            if all(small[:-1]):
                break
    *sums, noise = (mp.ldexp(scale * total, -level) for total in sums)
    return sums, mp.ldexp(noise, -mp.prec - SPARE - depth)


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


def tail(point: Mapping[str, Number], upper: bool) -> Number:
    """F or 1 - F."""
    q, k, df = (mp.mpf(point[n]) for n in ("z", "k", "df"))
    return average(q, k, df, lambda law, square: [law[int(upper)]])[0]


def velocity(parameter: str, point: Mapping[str, Number]) -> Number:
    """-F_theta/p, F's derivative from the lighter tail."""
    q, k, df = (mp.mpf(point[n]) for n in ("z", "k", "df"))
    with mp.workdps(15):
        upper = tail(point, upper=True) < mp.mpf("0.5")
    score = (mp.log(df / 2) + 1 - mp.digamma(df / 2)) / 2
    side = -1 if upper else 1

    def terms(law: tuple[Number, ...], square: Number) -> list[Number]:
        moved = law[2] if parameter == "k" else side * law[int(upper)] * score_at(square)
        return [law[3] * mp.sqrt(square), moved]

    def score_at(square: Number) -> Number:
        return score + (mp.log(square) - square) / 2

    slope, change = average(q, k, df, terms)
    return -change / slope


def jet(q: Number, k: Number, df: Number) -> tuple[Number, ...]:
    """The log-density and its derivatives in q, k and df."""
    score = (mp.log(df / 2) + 1 - mp.digamma(df / 2)) / 2

    def terms(law: tuple[Number, ...], square: Number) -> list[Number]:
        s = mp.sqrt(square)
        density = law[3] * s
        return [
            density,
            density * (df * square - df - 1) / q,
            law[4] * s,
            density * (score + (mp.log(square) - square) / 2),
        ]

    total, *slopes = average(q, k, df, terms)
    return mp.log(total), *(slope / total for slope in slopes)
