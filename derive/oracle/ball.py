"""Ball: a number of python-flint with the radius of its error, from mpmath's and back."""

from __future__ import annotations

from functools import cache
from typing import Any

from mpmath import mp

Ball = Any


@cache
def available() -> bool:
    """Whether python-flint is installed."""
    try:
        import flint  # noqa: F401
    except ImportError:
        return False
    return True


def to_ball(x: Any) -> Ball:
    """An mpf as a ball that is exact."""
    from flint import arb

    sign, mantissa, exponent, _ = mp.mpf(x)._mpf_
    if not mantissa and exponent:
        raise ArithmeticError(f"{x} is not finite")
    return arb((-int(mantissa) if sign else int(mantissa), int(exponent)))


def to_real(x: Ball) -> Any:
    """The middle of a ball as an mpf."""
    mantissa, exponent = x.mid().man_exp()
    with mp.workprec(max(53, int(abs(mantissa)).bit_length())):
        return mp.ldexp(mp.mpf(int(mantissa)), int(exponent))


def to_float(x: Ball) -> float:
    return float(x.mid())


@cache
def wide(bits: int) -> Ball:
    """1 with an error of one part in 2^bits."""
    from flint import arb

    return arb(1, arb(2) ** -bits)
