"""Values of a V of gamma(a) to many digits, by the endpoint series in fixed-point arithmetic.

The series converges for every z; for z above the mode its two parts cancel to about e^(-z) of their
size, for which there are enough bits. Python's integers sum it ten times faster than mpmath.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.continuity.endpoint import expand
from derive.roots._gamma_equation import endpoint

BITS = 512


def scaled_rates(a: mpf, variates: list[mpf]) -> list[mpf]:
    """a V at each of ``variates``, all below 100."""
    greatest = max(variates)
    logarithmic, rest = expand(endpoint(a, greatest), count(greatest))
    # psi(a) = psi(1 + a) - 1/a, and the last term joins the rest: nothing is singular at a = 0.
    factors = [fixed(a * c) for c in logarithmic]
    others = [fixed(a * r - c) for r, c in zip(rest, logarithmic, strict=True)]
    digamma = mp.digamma(a + 1)
    found = []
    for z in variates:
        x = fixed(z / greatest)
        product = horner(factors, x) * fixed(digamma - mp.log(z))
        found.append(mp.ldexp(mpf((product >> BITS) + horner(others, x)), -BITS))
    return found


def count(z: mpf) -> int:
    """Terms enough for z: they fall faster than 4^-n from n = 4 z on."""
    return int(60 + 4 * z)


def fixed(x: mpf) -> int:
    """x in units of 2^-BITS."""
    return int(mp.ldexp(x, BITS))


def horner(coefficients: list[int], x: int) -> int:
    total = 0
    for coefficient in reversed(coefficients):
        total = (total * x >> BITS) + coefficient
    return total
