"""Settle: a value to the digits asked for, at ever more digits of work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle.line import along
from derive.oracle.numeric import exact
from derive.oracle.outward import lost

Point = Mapping[str, Any]
#: Digits beyond those asked for: first attempt, by how much less than twice as many each further
#: one has, and how many attempts.
GUARD, LESS, ATTEMPTS = 12, 4, 9
#: How many times the digits asked for may be lost in the log-density.
BEYOND = 8


def settle(f: Callable[[], Any], digits: int, what: str, loss: int = 0) -> Any:
    """``f()`` with ever more guard digits until two values agree to ``digits``.

    ``loss`` is the number of digits that are known to be lost in it.
    """
    previous, guard = mp.nan, GUARD
    for _ in range(ATTEMPTS):
        with mp.workdps(digits + guard + loss):
            try:
                value = f()
            except ArithmeticError:  # Differences of l are all noise: more digits will tell.
                value = mp.nan
            if value != 0 and abs(value - previous) <= abs(value) * mp.power(10, -digits):
                return value
        previous, guard = value, 2 * guard - LESS
    raise ArithmeticError(f"{what} does not settle to {digits} digits")


def loss_at(family: Family, point: Point, digits: int) -> int:
    """Digits that differences of the log-density lose next to z, where its terms are large.

    0 where so few digits give no log-density: then ``settle`` finds how many do. ArithmeticError
    where BEYOND times as many give none: further out it would take ever more.
    """
    z = exact(point[family.variable.name])
    for most in (digits + GUARD, BEYOND * digits):
        with mp.workdps(most):
            log_density = along(family.log_density, family, point)
            if mp.isfinite(log_density(z)):
                return lost(log_density, z) if most < BEYOND * digits else 0
    raise ArithmeticError(f"family {family.name}: no log-density at {dict(point)}")
