"""Numbers of MPFR's, which are quicker than mpmath's, from those of mpmath's and back."""

from __future__ import annotations

from typing import Any

import gmpy2  # type: ignore[import-untyped]
from mpmath import mp

Number = Any


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
