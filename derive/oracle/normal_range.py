"""The law of the range of k normal variates and its derivatives, in MPFR's numbers.

    R(w) = k int phi(u + w/2) d(u)^(k-1) du,      d(u) = Phi(u + w/2) - Phi(u - w/2),

by trapezoidal sums. For a wide range 1 - R and dR/dk are tiny, and are summed as they are: with
H = Phi(u + w/2), L = Phi(u - w/2) and b = log(d/H) = log(1 - L/H), and since
k int phi(x) Phi(x)^(k-1) dx = 1 for every k > 0,

    1 - R = -k int phi(u + w/2) H^(k-1) (e^((k-1) b) - 1) du,
    dR/dk = int phi(u + w/2) H^(k-1) ((1 + k log H) (e^((k-1) b) - 1) + k b e^((k-1) b)) du.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import gmpy2  # type: ignore[import-untyped]
from mpmath import mp

from derive.oracle import narrow_range
from derive.oracle.mpfr import to_mpfr
from derive.oracle.normal_tail import upper_tail

Number = Any
#: Steps times digits, times digits log k, and times sqrt(k digits): the integrands are analytic in
#: a strip of half-width 2 (Phi has its zeros nearest to the real axis at -1.9 +- 2.8i), the error
#: falls as exp(-2 pi width/step); d^k grows like exp(k |Phi(-w/2)|) where w^2/8, of size log k, has
#: turned by a right angle; and they are at their steepest like phi^k.
WIDTH, MANY, GAUSSIAN = mp.mpf(4), 9, mp.mpf("2.5")
#: Bits beyond those asked for, and the range beyond which it is wide.
SPARE, WIDE = 24, 5


@lru_cache(maxsize=1 << 18)
def law(k: Number, place: int, level: int, precision: int) -> tuple[Number, ...]:
    """F, 1 - F, dF/dk, density, d density/dk of the range e^(place 2^(-level/4))."""
    series = narrow_range.expand(k, precision)
    with gmpy2.context(precision=precision + SPARE):
        n, log_w = to_mpfr(k), place * gmpy2.exp2(gmpy2.mpfr(-level) / 4)
        if log_w < series.log_limit:
            return narrow_range.evaluate(series, n, log_w)
        w, step = gmpy2.exp(log_w), step_of(k, precision)
        cdf, moved, density, drift = add_up(n, w, step, precision)
        if w < WIDE:
            return cdf, 1 - cdf, moved, density, drift
        sf, moved = add_up_far(n, w, step, precision)
        return 1 - sf, sf, moved, density, drift


def step_of(k: Number, precision: int) -> Number:
    with mp.workprec(precision):
        widest = min(WIDTH, MANY / mp.log(max(k, 2)))
        return to_mpfr(min(widest / mp.dps, GAUSSIAN / mp.sqrt(k * mp.dps)))


def add_up(n: Number, w: Number, step: Number, precision: int) -> tuple[Number, ...]:
    """F, dF/dk, density, d density/dk; the integrands are even once near and far are added.

    Of a wide range the sums for F and dF/dk are not finished.
    """
    half, u, bits = w / 2, gmpy2.mpfr(0), precision + SPARE
    cdf = moved = density = drift = gmpy2.mpfr(0)
    tiny = gmpy2.mpfr(2) ** -bits
    unseen = 1.4 * bits  # Twice the bits, in units of e.
    fall, ratio = gmpy2.mpfr(1), gmpy2.exp(-step * w)
    while True:
        near = u - half
        d = upper_tail(near, bits)
        if (u + half) ** 2 - max(near, 0) ** 2 < unseen:
            d -= upper_tail(u + half, bits)
        log_d = gmpy2.log(d)
        height = gmpy2.exp(-near * near / 2)
        power = gmpy2.exp((n - 2) * log_d) * height * (2 if u else 1)
        part, dense = (1 + fall) * power * d, power * height * fall
        cdf += part
        moved += part * (1 + n * log_d)
        density += dense
        drift += dense * (2 * n - 1 + n * (n - 1) * log_d)
        done = w >= WIDE or (near > 0 and part <= tiny * cdf)
        if done and -log_d * dense <= tiny * density and dense <= tiny * density:
            break
        u += step
        fall *= ratio
    unit = step / gmpy2.sqrt(2 * gmpy2.const_pi()) / 2
    flat = step / (2 * gmpy2.const_pi())
    return n * cdf * unit, moved * unit, n * (n - 1) * density * flat, drift * flat


def add_up_far(n: Number, w: Number, step: Number, precision: int) -> tuple[Number, Number]:
    """1 - F and dF/dk of a wide range."""
    half, bits = w / 2, precision + SPARE
    lost = moved = gmpy2.mpfr(0)
    tiny = gmpy2.mpfr(2) ** -bits
    for side in (1, -1):
        u = gmpy2.mpfr(0) if side > 0 else -step
        while True:
            high, low = upper_tail(-u - half, bits), upper_tail(half - u, bits)
            log_h, b = gmpy2.log(high), gmpy2.log1p(-low / high)
            change = gmpy2.expm1((n - 1) * b)
            power = gmpy2.exp((n - 1) * log_h - (u + half) ** 2 / 2)
            part = -power * change
            move = power * ((1 + n * log_h) * change + n * b * (1 + change))
            lost += part
            moved += move
            if part <= tiny * lost and abs(move) <= tiny * abs(moved):
                break
            u += side * step
    unit = step / gmpy2.sqrt(2 * gmpy2.const_pi())
    return n * lost * unit, moved * unit
