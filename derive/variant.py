"""Variant: a velocity for callers who know more of z than a double holds. Plan in, Plan out.

In the logarithm of z, for laws on (0, oo) whose variates underflow; with 1 - z given beside z, for
laws on an interval that ends at 1. Both say the velocity of the same plan in another symbol.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sympy import Expr, Integer, Symbol, exp, expand_log, log, oo, powdenest

from derive.catalogue import resolve
from derive.domain import within
from derive.family import Family
from derive.functions import beta_rate, gamma_rate, gamma_rate_at
from derive.plan import Plan

LOG_Z = Symbol("log_z", real=True)
COMPLEMENT = Symbol("complement", positive=True)


@dataclass(frozen=True)
class Variant:
    """A family as its kernel sees it, and the plan in that family's symbols."""

    family: Family
    plan: Plan


def in_logarithm(plan: Plan) -> Variant | None:
    """d log z/d theta of the standard member as a function of log z; None for other laws."""
    family = plan.family
    if family.support != (Integer(0), oo) or not is_gamma(family):
        return None
    line = replace(
        family, variable=LOG_Z, support=(-oo, oo), located_scaled=False, reduction=None,
        log_density=-(LOG_Z**2), pdf=None, stable={}, velocities={},
    )  # fmt: skip
    return Variant(line, replace(plan, family=line, form=to_logarithm(plan), edges=(None, None)))


def is_gamma(family: Family) -> bool:
    """Whether the family is gamma or reduces to it."""
    if family.velocities:
        return any(v.has(gamma_rate) for v in family.velocities.values())
    return family.reduction is not None and is_gamma(resolve(family.reduction.base))


def to_logarithm(plan: Plan) -> Expr:
    """v/z at z = e^log_z, every rate told the logarithm of its argument."""
    rate = powdenest((plan.form / plan.family.variable).subs(plan.family.variable, exp(LOG_Z)))
    rate = rate.replace(log, lambda x: expand_log(log(x), force=True))
    return rate.replace(
        gamma_rate, lambda y, a: gamma_rate_at(y, expand_log(log(y), force=True), a)
    )


def beside_complement(plan: Plan) -> Variant | None:
    """The velocity with 1 - z, the distance from the upper end, given; None for other laws."""
    family = plan.family
    rest, width = 1 - family.variable, family.support[1] - family.support[0]
    if family.support[1] != 1 or not plan.form.has(beta_rate) or not plan.form.has(rest):
        return None
    beside = replace(
        family,
        parameters=(*family.parameters, within(COMPLEMENT, 0, width, closed="both")),
    )
    form = plan.form.xreplace({rest: COMPLEMENT})
    return Variant(beside, replace(plan, family=beside, form=form, edges=(plan.edges[0], None)))
