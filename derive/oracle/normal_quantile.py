"""The inverse of erfc in both tails, which mpmath has as that of erf only.

1 - x rounds a small x away, and mpmath's own inverse of erf then ends at infinity.
"""

from __future__ import annotations

from typing import Any

from mpmath import mp

#: Below it the root is sought on the logarithm of erfc.
SMALL = 1e-3
STEPS = 200


def erfcinv(x: Any) -> Any:
    """The y with erfc(y) = ``x``; nan outside [0, 2]."""
    x = mp.mpf(x)
    if not 0 <= x <= 2:
        return mp.nan
    if x > 1:  # 2 - x is exact to the digits that x has
        return -erfcinv(mp.fsub(2, x, exact=True))
    if x == 0:
        return mp.inf
    return tail_root(x) if x < SMALL else mp.erfinv(mp.fsub(1, x, exact=True))


def tail_root(x: Any) -> Any:
    """By Newton's steps on log erfc, from the first terms of its expansion (DLMF 7.17.6)."""
    with mp.extraprec(20):
        log_x = mp.log(x)
        square = -log_x - mp.log(mp.pi) / 2
        y = mp.sqrt(square - mp.log(square) / 2)
        for _ in range(STEPS):
            value = mp.erfc(y)
            step = (mp.log(value) - log_x) * value * mp.exp(y * y) * mp.sqrt(mp.pi) / 2
            y += step
            if abs(step) <= mp.ldexp(abs(y), -mp.prec // 2 - 5):
                return y
    raise ArithmeticError(f"erfcinv({mp.nstr(x, 17)}) was not found in {STEPS} steps")
