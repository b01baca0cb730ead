"""Held: the velocities of a law held between two bounds.

With F_T = (F - F(a))/(F(b) - F(a)), v_a = (1 - F_T) p(a)/p and v_b = F_T p(b)/p; a shape of the
base has v - v_a v(a) - v_b v(b), which is 0 at both bounds.
"""

from __future__ import annotations

from sympy import Expr, Piecewise, exp

from derive.combine.interval import Interval
from derive.combine.pieces import velocity as velocity_of


def low_velocity(interval: Interval) -> Expr:
    """dz/da."""
    a, z, b = interval.a, interval.z, interval.b
    here, first = interval.at(z), interval.at(a)

    def rule(place: str) -> Expr:
        if place == "above":
            part = interval.part_above(z, b) / interval.part_above(a, b)
            return here.upper / first.upper * part
        if place == "below":
            return interval.ratio(a, z) * interval.part_below(z, b) / interval.part_below(a, b)
        far = exp(first.log_density) * here.upper * interval.part_above(z, b)
        near = interval.ratio(a, z) * interval.across(z, b)
        return Piecewise((near, here.is_lower), (far, True)) / interval.across(a, b)

    return interval.regimes(rule)


def high_velocity(interval: Interval) -> Expr:
    """dz/db."""
    a, z, b = interval.a, interval.z, interval.b
    here, last = interval.at(z), interval.at(b)

    def rule(place: str) -> Expr:
        if place == "below":
            part = interval.part_below(a, z) / interval.part_below(a, b)
            return here.lower / last.lower * part
        if place == "above":
            return interval.ratio(b, z) * interval.part_above(a, z) / interval.part_above(a, b)
        far = exp(last.log_density) * here.lower * interval.part_below(a, z)
        near = interval.ratio(b, z) * interval.across(a, z)
        return Piecewise((far, here.is_lower), (near, True)) / interval.across(a, b)

    return interval.regimes(rule)


def shape_velocity(interval: Interval, name: str) -> Expr:
    """dz/d(a shape of the base)."""
    base = velocity_of(interval.base, name)

    def there(x: Expr) -> Expr:
        return base.subs(interval.base.variable, x)

    held = there(interval.z)
    if not interval.open_below:
        held -= low_velocity(interval) * there(interval.a)
    if not interval.open_above:
        held -= high_velocity(interval) * there(interval.b)
    return held
