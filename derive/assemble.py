"""Assemble: a family's plans to the functions of its module. Plans in, ir.Function out.

Adds what every velocity shares: x = (z - loc) / scale, nan outside the domain, the limits at the
edges of the support, and the chain rule for loc and scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sympy import Basic, Expr, Symbol, oo

from derive import ir
from derive.domain import LOC, SCALE, Parameter
from derive.family import Family
from derive.flatten import flatten
from derive.functions import Rate
from derive.lower import lower, operate, select
from derive.plan.plan import Plan, integral
from derive.score import constant_names, state
from derive.score import constants as score_constants
from derive.score import velocity as score_velocity
from derive.stage import Stages, split

NAN = ir.Number(float("nan"))
INFINITY = ir.Number(float("inf"))


def arguments(family: Family) -> tuple[ir.Argument, ...]:
    """z and every parameter, loc and scale with their defaults."""
    shapes = [ir.Argument(p.name) for p in family.parameters]
    tail = (
        [ir.Argument(LOC.name, 0.0), ir.Argument(SCALE.name, 1.0)] if family.located_scaled else []
    )
    return (ir.Argument(family.variate), *shapes, *tail)


def standardise(family: Family) -> ir.Node:
    """The standard member's variable."""
    z = ir.Name(family.variate)
    if not family.located_scaled:
        return z
    x = unshift(family)
    return x if family.drift is None else operate("sub", x, drifted(family, family.drift))


def unshift(family: Family) -> ir.Node:
    """z with loc and the factor scale taken off."""
    return operate(
        "div", operate("sub", ir.Name(family.variate), ir.Name(LOC.name)), ir.Name(SCALE.name)
    )


def drifted(
    family: Family, expression: Expr, name: Callable[[str], str] = lambda given: given
) -> ir.Node:
    """The drift, or a derivative of it, at the arguments that are called so."""
    symbols = (*(p.symbol for p in family.parameters), SCALE)
    return lower(expression, {s: ir.Name(name(s.name)) for s in symbols})


def name_symbols(family: Family) -> dict[Symbol, ir.Node]:
    places: dict[Symbol, ir.Node] = {p.symbol: ir.Name(p.name) for p in family.parameters}
    return places | {family.variable: place(family)}


def place(family: Family) -> ir.Node:
    """Where the formulas are evaluated: the standard member's variable, on one turn of a circle."""
    x = standardise(family)
    return ir.Call("wrap", (x,)) if family.periodic else x


def conditions(family: Family) -> list[ir.Node]:
    """What must hold for an answer: parameters in their domains first, then z in the support."""
    names = name_symbols(family)
    checks = [c for p in family.parameters for c in bound(p, names)]
    checks += [lower(c, names) for c in family.constraints]
    if family.located_scaled:
        checks += [
            operate("lt", operate("abs", ir.Name(LOC.name)), INFINITY),
            operate("lt", ir.Number(0.0), ir.Name(SCALE.name)),
            operate("lt", ir.Name(SCALE.name), INFINITY),
        ]
    return [*checks, *inside_support(family, names)]


def inside_support(family: Family, names: Mapping[Symbol, ir.Node]) -> list[ir.Node]:
    """z between the ends of the support; of a periodic law, any finite z."""
    if family.periodic:
        return [operate("lt", operate("abs", standardise(family)), INFINITY)]
    low, high = family.support
    if (low, high) == (-oo, oo):  # the parameters are legal here, so that only z can be no number
        z = ir.Name(family.variate)
        return [operate("eq", z, z)]
    return [*above(family, low, names), *below(family, high, names)]


def above(family: Family, low: Expr, names: Mapping[Symbol, ir.Node]) -> list[ir.Node]:
    """z at the lower end or above it; an infinite end says nothing more than the other one."""
    if low == -oo:
        return []
    return [operate("le", lower(low, names), measured(family, low, names))]


def below(family: Family, high: Expr, names: Mapping[Symbol, ir.Node]) -> list[ir.Node]:
    """z at the upper end or below it; likewise."""
    if high == oo:
        return []
    return [operate("le", measured(family, high, names), lower(high, names))]


def measured(family: Family, end: Expr, names: Mapping[Symbol, ir.Node]) -> ir.Node:
    """What is compared with an end: before the division by scale where that cannot matter."""
    if family.located_scaled and end == 0:
        return operate("sub", ir.Name(family.variate), ir.Name(LOC.name))
    return names[family.variable]


def bound(parameter: Parameter, names: Mapping[Symbol, ir.Node]) -> list[ir.Node]:
    """The domain of one parameter; an open infinite end excludes the infinity."""
    value = names[parameter.symbol]
    low, high = lower(parameter.lower, names), lower(parameter.upper, names)
    checks: list[ir.Node] = [
        operate("le" if parameter.includes_lower else "lt", low, value),
        operate("le" if parameter.includes_upper else "lt", value, high),
    ]
    if parameter.integer:
        checks.append(operate("eq", ir.Call("floor", (value,)), value))
    return checks


def velocity(family: Family, name: str, plans: Mapping[str, Plan]) -> ir.Node:
    """dz/d(name) inside the domain; a score integral is computed by the statements before."""
    if family.located_scaled and name == LOC.name:
        return ir.Number(1.0)
    if family.located_scaled and name == SCALE.name:
        x, moved = unshift(family), family.drift_in_scale
        return x if moved is None else operate("add", x, drifted(family, moved))
    names, plan = name_symbols(family), plans[name]
    names |= {integral(name): ir.Name(f"v_{name}")}
    value = lower(plan.form, names)
    if plan.form.has(Rate):
        value = finite(value, family, plan, names)
    for end, limit in zip(family.support, plan.edges, strict=True):
        value = override(value, end, limit, family, names)
    if family.drift is not None:
        symbol = next(p.symbol for p in family.parameters if p.name == name)
        value = operate("add", value, drifted(family, family.drift.diff(symbol)))
    return operate("mul", ir.Name(SCALE.name), value) if family.located_scaled else value


def finite(value: ir.Node, family: Family, plan: Plan, names: Mapping[Symbol, ir.Node]) -> ir.Node:
    """nan where a rate overflows: the velocity, or it times scale, may yet be finite.

    At an infinite end whose limit is left to the arithmetic an infinity stays.
    """
    holds = operate("lt", operate("abs", value), INFINITY)
    ends = zip(family.support, plan.edges, strict=True)
    if any(limit is None and end in (-oo, oo) for end, limit in ends):
        at_the_end = operate("eq", operate("abs", names[family.variable]), INFINITY)
        holds = operate("or", holds, at_the_end)
    return select(holds, value, NAN)


def override(
    value: ir.Node, end: Expr, limit: Basic | None, family: Family, names: Mapping[Symbol, ir.Node]
) -> ir.Node:
    """``value``, but ``limit`` at ``end``; None says that the arithmetic gives the limit itself."""
    if limit is None:
        return value
    at = operate("eq", names[family.variable], lower(end, names))
    return select(at, lower(limit, names), value)


def standard_member(family: Family) -> tuple[ir.Node, ...]:
    """loc and scale of the standard member, where a family has them."""
    return (ir.Number(0.0), ir.Number(1.0)) if family.located_scaled else ()


def all_of(checks: list[ir.Node]) -> ir.Node:
    result = checks[0]
    for check in checks[1:]:
        result = operate("and", result, check)
    return result


def any_of(checks: list[ir.Node]) -> ir.Node:
    result = checks[0]
    for check in checks[1:]:
        result = operate("or", result, check)
    return result


@dataclass(frozen=True)
class Assembled:
    """A velocity, or all of them, as one scalar function, and in stages where it calls a root.

    A score integral's has further arguments, what ``constants`` makes of the shapes.
    """

    function: ir.Function
    stages: Stages | None
    constants: ir.Function | None = None


def assemble_one(
    family: Family, name: str, plans: Mapping[str, Plan], prefix: str = "_dz"
) -> Assembled:
    """The function of one velocity."""
    return build(family, f"{prefix}_d{name}", [name], plans)


def assemble_gradient(family: Family, plans: Mapping[str, Plan]) -> Assembled:
    """The function of all velocities, shared parts computed once."""
    return build(family, "_gradient", family.differentiable, plans)


def assemble_gradient_beside(
    family: Family, beside: Family, plans: Mapping[str, Plan]
) -> Assembled:
    """The same of a variant of the family with a further argument, which has no velocity."""
    return build(beside, "_gradient_beside", family.differentiable, plans)


def build(
    family: Family, name: str, parameters: Sequence[str], plans: Mapping[str, Plan]
) -> Assembled:
    inside = all_of(conditions(family))
    guarded = [select(inside, velocity(family, n, plans), NAN) for n in parameters]
    integrals = [n for n in parameters if n in plans and plans[n].form == integral(n)]
    body, results = flatten(guarded)
    if integrals:
        return build_integrals(family, name, integrals, body, results)
    function = ir.Function(name, arguments(family), body, results)
    return Assembled(function, split(name, arguments(family), guarded))


def build_integrals(
    family: Family,
    name: str,
    parameters: Sequence[str],
    body: tuple[ir.Assign, ...],
    results: tuple[ir.Node, ...],
) -> Assembled:
    """The same after the score integrals of ``parameters``."""
    law = state(family)
    shared = score_constants(family, law)
    given = (*arguments(family), *(ir.Argument(n) for n in constant_names(law)))
    before = score_velocity(family, law, parameters, standardise(family))
    function = ir.Function(name, given, (*before, *body), results)
    return Assembled(function, None, shared)
