"""Truncate: a law held between two bounds, which may be parameters."""

from __future__ import annotations

from sympy import Expr, oo

from derive.combine.held import high_velocity, low_velocity, shape_velocity
from derive.combine.interval import Interval
from derive.combine.pieces import Given, join, name_of, read_family, read_parameter, variable_on
from derive.combine.remainder import law_of, tails_within
from derive.combine.restrict import restricted
from derive.combine.tails import KNOWN, tails
from derive.domain import Parameter
from derive.family import Family


def truncated(base: str | Family, low: Given = -oo, high: Given = oo, name: str = "") -> Family:
    """The law of X given low <= X <= high.

    ``low`` and ``high`` are symbols, Parameters, numbers or infinite, within the base's support;
    low < high is a constraint of the family that comes out. Where the base's cdf has no kernel
    (gamma, beta, t, ...) the bounds must be numbers and its density must be stated: the velocities
    are then integrals of the score. SpecError otherwise.
    """
    base = read_family(base)
    a, first = bound(base, low, 0)
    b, second = bound(base, high, 1)
    tail = tails(base)
    if tail is None:
        return restricted(base, a, b, name)
    z = variable_on(a)
    interval = Interval(base, tail, z, a, b)
    forms = {p.name: shape_velocity(interval, p.name) for p in base.parameters if not p.integer}
    forms |= {p.name: low_velocity(interval) for p in first}
    forms |= {p.name: high_velocity(interval) for p in second}
    made = Family(
        name=name or name_of("truncated", [base]),
        variable=z,
        support=(a, b),
        parameters=join(base.parameters, first, second),
        constraints=(*base.constraints, *interval.constraints),
        stable=forms,
        **law_of(interval),
    )
    KNOWN[made] = tails_within(interval)
    return made


def bound(base: Family, given: Given, side: int) -> tuple[Expr, tuple[Parameter, ...]]:
    """The bound and its parameter; the support's own end where it is no tighter."""
    value, more = read_parameter(given)
    return (base.support[side], ()) if value.is_infinite else (value, more)
