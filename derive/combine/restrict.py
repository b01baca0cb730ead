"""Restrict: a law known by its log-density, held between two numbers.

Its cdf has no kernel, so what remains is again a law known by a density, not normalised: its
velocities are integrals of the score.
"""

from __future__ import annotations

from sympy import Add, Expr

from derive.combine.pieces import name_of, variable_on
from derive.family import Family, SpecError
from derive.functions import LatentFunction


def restricted(base: Family, low: Expr, high: Expr, name: str) -> Family:
    """The law of X given low <= X <= high; SpecError where a bound is no number."""
    density = base.log_density
    if density is None or density.has(LatentFunction):
        raise SpecError(
            f"family {base.name}: truncation needs its cdf or its density, and neither has a "
            "kernel; use a family that states one of them"
        )
    if not (low.is_number and high.is_number):
        raise SpecError(
            f"family {base.name}: its cdf has no kernel, so the bounds of a truncation must be "
            "numbers; give numbers, or use a family whose cdf is elementary or the normal's"
        )
    z = variable_on(low)
    return Family(
        name=name or name_of("truncated", [base]),
        variable=z,
        support=(low, high),
        parameters=base.parameters,
        constraints=base.constraints,
        log_density=dependent(density, base.variable).subs(base.variable, z),
        normalised=False,
    )


def dependent(density: Expr, variable: Expr) -> Expr:
    """The terms that depend on the variable; the others are part of the normaliser."""
    terms = Add.make_args(density.expand())
    return Add(*(t for t in terms if t.has(variable)))
