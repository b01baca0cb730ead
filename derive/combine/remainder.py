"""Remainder: cdf and tails of the part of a law between two bounds, made a law of its own."""

from __future__ import annotations

from sympy import Expr, Integer, Piecewise, exp, log

from derive.combine.extreme import stated_cdf
from derive.combine.interval import Interval
from derive.combine.tails import Tails
from derive.functions import expm1


def law_of(interval: Interval) -> dict[str, Expr]:
    """F and 1 - F of the truncated law, as they are stated."""
    cdf = stated_cdf(interval.base)
    sf = interval.base.sf if interval.base.sf is not None else 1 - cdf

    def there(formula: Expr, x: Expr) -> Expr:
        return formula.subs(interval.base.variable, x)

    below = Integer(0) if interval.open_below else there(cdf, interval.a)
    beyond = Integer(0) if interval.open_above else there(sf, interval.b)
    whole_below = (1 if interval.open_above else there(cdf, interval.b)) - below
    whole_above = (1 if interval.open_below else there(sf, interval.a)) - beyond
    return {
        "cdf": (there(cdf, interval.z) - below) / whole_below,
        "sf": (there(sf, interval.z) - beyond) / whole_above,
    }


def tails_within(interval: Interval) -> Tails:
    """Tails of the truncated law, for further combination."""
    a, z, b = interval.a, interval.z, interval.b
    here = interval.at(z)

    def upper(place: str) -> Expr:
        if place == "below":
            return here.lower * -expm1_of(interval.at(b).log_lower - here.log_lower)
        above = here.upper * interval.part_above(z, b)
        if place == "above":
            return above
        near = interval.across(z, b) * exp(-here.log_density)
        return Piecewise((near, here.is_lower), (above, True))

    def lower(place: str) -> Expr:
        if place == "above":
            return here.upper * -expm1_of(interval.at(a).log_upper - here.log_upper)
        below = here.lower * interval.part_below(a, z)
        if place == "below":
            return below
        near = interval.across(a, z) * exp(-here.log_density)
        return Piecewise((below, here.is_lower), (near, True))

    def mass(place: str) -> Expr:
        if place == "above":
            return interval.at(a).log_upper + log(interval.part_above(a, b))
        if place == "below":
            return interval.at(b).log_lower + log(interval.part_below(a, b))
        return log(interval.across(a, b))

    below, above = interval.regimes(lower), interval.regimes(upper)
    density = here.log_density - interval.regimes(mass)
    logarithms = (log(below) + density, log(above) + density, density)
    return Tails(below, above, *logarithms, below <= above)


def expm1_of(u: Expr) -> Expr:
    return -expm1(u)
