"""The law of a narrow range of k normal variates, as a power series in the range's square.

With t = w^2/4 and He the Hermite polynomials, the probability of (u - w/2, u + w/2) is

    w phi(u) S(u, t),      S = sum_j He_2j(u) t^j/(2j + 1)!,

and the density of the range is k (k - 1) (2 pi)^(-k/2) w^(k-2) sum_n c_n t^n, c_n being the
coefficients of e^-t int e^(-k u^2/2) S^(k-2) du. They grow like factorials: the series serves as
far out as its last terms are below all that counts. In MPFR's numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import gmpy2  # type: ignore[import-untyped]
from mpmath import mp

from derive.oracle.mpfr import to_mpfr

Number = Any
#: Coefficients, and those at the end that must not count.
TERMS, LAST = 32, 4
#: The step times sqrt(k digits): the integrands are Gaussian, of variance 1/k, times polynomials.
STEP, SPARE_DIGITS, SPARE_BITS = mp.mpf("2.5"), 15, 40


@dataclass(frozen=True)
class Series:
    """c_n, their derivatives in k, and log w up to which they serve."""

    rise: tuple[Number, ...]
    slope: tuple[Number, ...]
    log_limit: Number


@lru_cache(maxsize=256)
def expand(k: Number, precision: int) -> Series:
    """The series for a law to ``precision`` bits."""
    with mp.workprec(precision):
        step = STEP / mp.sqrt(k * (mp.dps + SPARE_DIGITS))
    with gmpy2.context(precision=precision + SPARE_BITS):
        n, h, u = to_mpfr(k), to_mpfr(step), gmpy2.mpfr(0)
        rise = slope = [gmpy2.mpfr(0)] * TERMS
        tiny = gmpy2.mpfr(2) ** -(precision + SPARE_BITS)
        while True:
            weight = gmpy2.exp(-n * u * u / 2) * (2 if u else 1)
            log_s = logarithm(hermite(u))
            power = exponential([(n - 2) * c for c in log_s])
            moved = multiply(power, [log_s[0] - u * u / 2, *log_s[1:]])
            rise = [total + weight * part for total, part in zip(rise, power, strict=True)]
            slope = [total + weight * part for total, part in zip(slope, moved, strict=True)]
            if all(abs(weight * p) <= tiny * abs(c) for p, c in zip(power, rise, strict=True)):
                break
            u += h
        fall = [h / gmpy2.factorial(i) * (-1) ** i for i in range(TERMS)]
        c, in_k = multiply(rise, fall), multiply(slope, fall)
        limit = min(reach(c, precision), reach(in_k, precision))
        return Series(tuple(c), tuple(in_k), limit)


def hermite(u: Number) -> list[Number]:
    """He_2j(u)/(2j + 1)!, by He_(n+1) = u He_n - n He_(n-1)."""
    last, here, found = gmpy2.mpfr(1), u, [gmpy2.mpfr(1)]
    for n in range(1, 2 * TERMS - 2):
        last, here = here, u * here - n * last
        if n % 2:
            found.append(here / gmpy2.factorial(n + 2))
    return found


def logarithm(s: list[Number]) -> list[Number]:
    """The series of log S, S beginning with 1."""
    found = [gmpy2.mpfr(0)]
    for n in range(1, len(s)):
        found.append(s[n] - sum(j * found[j] * s[n - j] for j in range(1, n)) / n)
    return found


def exponential(s: list[Number]) -> list[Number]:
    """The series of exp(s), s beginning with 0."""
    found = [gmpy2.mpfr(1)]
    for n in range(1, len(s)):
        found.append(sum(j * s[j] * found[n - j] for j in range(1, n + 1)) / n)
    return found


def multiply(a: list[Number], b: list[Number]) -> list[Number]:
    """The product of two series."""
    return [sum(a[j] * b[n - j] for j in range(n + 1)) for n in range(len(a))]


def reach(c: list[Number], precision: int) -> Number:
    """log w at which the last terms are 2^-precision of the first."""
    bits = precision + SPARE_BITS // 2
    logs = [
        (gmpy2.log(abs(c[0] / c[n])) - bits * gmpy2.const_log2()) / n
        for n in range(TERMS - LAST, TERMS)
        if c[n]
    ]
    return (min(logs, default=gmpy2.mpfr(0)) + 2 * gmpy2.const_log2()) / 2


def evaluate(series: Series, k: Number, log_w: Number) -> tuple[Number, ...]:
    """F, 1 - F, dF/dk, density, d density/dk at e^log_w, in the precision of the context."""
    quarter = gmpy2.exp(2 * log_w) / 4
    power = gmpy2.mpfr(1)
    dense = drift = cdf = moved = gmpy2.mpfr(0)
    for n, (c, in_k) in enumerate(zip(series.rise, series.slope, strict=True)):
        term, turn = c * power, in_k * power
        order = k - 1 + 2 * n
        dense += term
        drift += turn
        cdf += term / order
        moved += (turn - term / order) / order
        power *= quarter
    # The prefactor, and the derivative of its logarithm in k.
    log_root = gmpy2.log(2 * gmpy2.const_pi()) / 2
    front = k * (k - 1) * gmpy2.exp((k - 2) * log_w - k * log_root)
    turn = 1 / k + 1 / (k - 1) + log_w - log_root
    w = gmpy2.exp(log_w)
    below = w * front * cdf
    return (
        below, 1 - below, w * front * (moved + turn * cdf), front * dense,
        front * (drift + turn * dense),
    )  # fmt: skip
