"""Extreme: the largest and the smallest of n independent variates; n is any positive number.

F^n is a function of F, so the shapes' velocities do not change. In n, with the cumulative hazard
H = -log(1 - F), the smallest has v = -H/(n H'), and the largest the same of log F.
"""

from __future__ import annotations

from sympy import Expr, Piecewise, exp, log

from derive.combine.pieces import Given, join, name_of, read_family, read_parameter
from derive.combine.pieces import velocity as velocity_of
from derive.combine.tails import KNOWN, Tails, both, find_tails
from derive.derivation.explicit import state_cdf
from derive.family import Family, Reduction, SpecError
from derive.functions import expm1, expm1_ratio, log1p_ratio


def maximum_of(base: str | Family, n: Given, name: str = "") -> Family:
    """The law of the largest of n independent variates, F^n.

    ``n`` is a symbol, a Parameter or a number > 0. SpecError where the base's F has no formula.
    """
    base = read_family(base)
    below = find_tails(base, "the largest of n")
    cdf = stated_cdf(base)
    return extreme(base, n, -log(cdf), below, True, name or name_of("maximum", [base]))


def minimum_of(base: str | Family, n: Given, name: str = "") -> Family:
    """The law of the smallest of n independent variates, 1 - (1 - F)^n.

    ``n`` is a symbol, a Parameter or a number > 0. SpecError where the base's F has no formula.
    """
    base = read_family(base)
    found = find_tails(base, "the smallest of n")
    above = base.sf if base.sf is not None else 1 - stated_cdf(base)
    return extreme(base, n, -log(above), found.turned, False, name or name_of("minimum", [base]))


def stated_cdf(base: Family) -> Expr:
    """F as a formula, pieces joined; SpecError where there is none."""
    if base.branches:
        pieces = [(both(b)[0], b.upper) for b in base.branches]
        head = [(value, base.variable <= upper) for value, upper in pieces[:-1]]
        return Piecewise(*head, (pieces[-1][0], True))
    cdf = state_cdf(base)
    if cdf is None:
        raise SpecError(f"family {base.name}: its cdf has no formula, so its extremes have none")
    return cdf


def extreme(
    base: Family, given: Given, hazard: Expr, tail: Tails, largest: bool, name: str
) -> Family:
    """The law with n ``hazard`` exponential; ``tail.lower`` is that of the side that is raised."""
    n, more = read_parameter(given, positive_only=True)
    forms = {p.name: velocity_of(base, p.name) for p in base.parameters if not p.integer}
    light = exp(tail.log_upper)
    # -log F F/p: in the lighter lower tail as it stands, in the other one with -log F over 1 - F.
    near = exp(tail.log_cdf) * log1p_ratio(-light)
    rate = Piecewise((-tail.log_lower * tail.lower, tail.is_lower), (near * tail.upper, True)) / n
    for parameter in more:
        forms[parameter.name] = rate if largest else -rate
    made = Family(
        name=name,
        variable=base.variable,
        support=base.support,
        parameters=join(base.parameters, more),
        reduction=Reduction(n * hazard, "expon"),
        constraints=base.constraints,
        stable=forms,
    )
    raised = raise_tails(tail, n)
    KNOWN[made] = raised if largest else raised.turned
    return made


def raise_tails(tail: Tails, n: Expr) -> Tails:
    """The tails of F^n."""
    power, light = n * tail.log_cdf, exp(tail.log_upper)
    rest = expm1_ratio(-power) * log1p_ratio(-light) * exp(tail.log_cdf)
    upper = Piecewise((expm1(-power) * tail.lower / n, tail.is_lower), (rest * tail.upper, True))
    density = log(n) + (n - 1) * tail.log_cdf + tail.log_density
    return Tails(tail.lower / n, upper, power, log(-expm1(power)), density, power <= -log(2))
