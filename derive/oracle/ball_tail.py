"""The order of magnitude of a tail in ball arithmetic: what ``tails.rough_tail`` finds.

Whether the density has fallen by e is decided by balls, so that far out, where the terms of a
log-density cancel, no more bits are used than the decision takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

from derive.family import Family
from derive.oracle.ball import Ball, to_ball, to_real
from derive.oracle.ball_formula import along
from derive.oracle.ball_line import beside, line_between
from derive.oracle.law import support
from derive.oracle.numeric import exact
from derive.oracle.outward import FIRST_STEP

#: Bits of the first attempt and of the last.
FIRST, MOST = 96, 400


class Undecided(ArithmeticError):  # noqa: N818
    """Balls too wide to tell; more bits may."""


def rough_tail(family: Family, point: Mapping[str, Any], upper: bool) -> Any:
    """F or 1 - F by its order of magnitude, not normalised; None where MOST bits do not tell.

    Infinite on the side to which the density rises, where it is about 1.
    """
    from flint import ctx

    bits = FIRST
    while bits <= MOST:
        ctx.prec = bits
        try:
            return attempt(family, point, upper, bits)
        except Undecided:
            bits *= 2
    return None


def attempt(family: Family, point: Mapping[str, Any], upper: bool, bits: int) -> Any:
    """The same in so many bits; Undecided where they are too few."""
    with mp.workprec(bits + 16):
        shapes = tuple(exact(point[p.name]) for p in family.parameters)
        line = line_between(support(family, point), bits)
    log_density = along(family.log_density, family, shapes, bits)

    def height(w: Ball) -> Ball:
        place, slope = line.at(w)
        return log_density(place) + slope.log()

    z = to_ball(exact(point[family.variable.name]))
    start = line.start(z)
    here = height(start)
    if is_more(height(beside(start, bits)) - here, 0) == upper:
        return mp.inf
    length = fall(lambda step: here - height(start + step), 1 if upper else -1)
    _, slope = line.at(start)
    log_tail = log_density(line.place(z)) + (slope * length).log()
    if not log_tail.is_finite():
        raise Undecided
    return mp.exp(to_real(log_tail))


def fall(drop: Callable[[Ball], Ball], side: int) -> Ball:
    """The first distance, doubled from FIRST_STEP, at which the density has fallen by e."""
    step = to_ball(mp.ldexp(side, FIRST_STEP))
    if is_more(drop(step), 1):
        raise Undecided
    while not is_more(drop(step), 1):
        step *= 2
    return step * side


def is_more(x: Ball, bound: int) -> bool:
    """Whether ``x`` is more than ``bound``; Undecided where the ball does not say."""
    if x > bound:
        return True
    if x <= bound:
        return False
    raise Undecided
