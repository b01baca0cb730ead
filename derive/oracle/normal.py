"""Normal: the inverse of log Phi at any precision, by Newton's method."""

from __future__ import annotations

from typing import Any

from mpmath import mp

#: Steps that are tried, and where Mills' ratio is its asymptotic series (DLMF 7.12.1).
STEPS, FAR = 100, 1000


def ndtri_exp(level: Any) -> Any:
    """The t with log Phi(t) = ``level`` <= 0, to the digits in force; nan above 0."""
    level = mp.mpf(level)
    if level > 0 or mp.isnan(level):
        return mp.nan
    if level == 0 or mp.isinf(level):
        return mp.inf if level == 0 else -mp.inf
    with mp.extraprec(20):
        if level > -mp.log(2):
            return -lower(mp.log(-mp.expm1(level)))
        return lower(level)


def lower(level: Any) -> Any:
    """The same for a level of log(1/2) or less: the function is concave, and steps do not cycle."""
    t = start(level)
    for _ in range(STEPS):
        ratio = mills(-t)
        step = ratio * (mp.log(ratio) - t * t / 2 - mp.log(2 * mp.pi) / 2 - level)
        t -= step
        if abs(step) <= mp.eps * max(1, abs(t)) * 4:
            return t
    raise ArithmeticError(f"ndtri_exp({level}) did not settle")


def start(level: Any) -> Any:
    """Near the root, from the left of it."""
    if level > -2:
        return -mp.sqrt(-2 * level)
    w = mp.sqrt(-2 * level)
    return -w + mp.log(2 * mp.pi * w * w) / (2 * w) if w > 4 else -w


def mills(t: Any) -> Any:
    """(1 - Phi(t))/phi(t) for t >= 0 and a little below."""
    if t < FAR:
        return mp.sqrt(mp.pi / 2) * mp.exp(t * t / 2) * mp.erfc(t / mp.sqrt(2))
    term, total, k = 1 / t, mp.mpf(0), 0
    while abs(term) > mp.eps * abs(total) and k < FAR:
        total += term
        k += 1
        term *= -(2 * k - 1) / (t * t)
    return total
