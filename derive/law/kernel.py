"""Kernel: the chosen forms to scalar functions, with loc, scale, ends and domains. Law in, IR out.

Outside a parameter's domain everything is nan. Outside the support the density and what a
parameter does to F are 0, and each tail is 0 or 1; the score has no value there. A level u outside
[0, 1] gives nan, and 0 and 1 give the ends of the support.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sympy import Eq, Expr, Mul, Piecewise, Symbol, log

from derive import ir
from derive.assemble import (
    INFINITY,
    NAN,
    all_of,
    arguments,
    bound,
    inside_support,
    measured,
    name_symbols,
    standardise,
)  # fmt: skip
from derive.domain import LOC, SCALE
from derive.family import Family, U
from derive.flatten import flatten
from derive.law.choose import ALONG, QUANTILES, STRETCH, TAILS, Law
from derive.law.ends import ends
from derive.lower import lower, operate, select

#: A density below which it has lost digits, or soon will.
SMALLEST = 1e-300
ZERO, ONE = ir.Number(0.0), ir.Number(1.0)
Names = Mapping[Symbol, ir.Node]
#: What the stated limits call the slopes that loc's and scale's scores are made of.
SLOPES = {LOC.name: "along", SCALE.name: "stretch"}


def assemble_law(law: Law) -> Iterator[ir.Function]:
    """The functions that the family has, those that others call first.

    At a finite end of the support log p and the score are their limits where these are stated, and
    else what the arithmetic gives.
    """
    family = law.family
    names = name_symbols(family)
    if "logpdf" in law.forms:
        value = lower(without_nothing(law.forms["logpdf"], family.variable), names)
        value = at_ends(family, "logpdf", value, names)
        if family.located_scaled:
            value = operate("sub", value, ir.Call("log", (ir.Name(SCALE.name),)))
        yield build(family, "_logpdf", [inside(family, names, value, operate("neg", INFINITY))])
    if law.score:
        yield build(family, "_score", list(score(law, names)))
    for name in TAILS:
        if name in law.forms:
            ends = limits(*TAILS[name])
            value = within(family, names, lower(law.forms[name], names), *ends)
            yield build(family, f"_{name}", [value])
    for name, upper in QUANTILES.items():
        if name in law.forms:
            yield build(family, f"_{name}", [level(law, name, law.forms[name], upper)], leveled)
    if "pdf" in law.forms:
        for name in family.differentiable:
            yield build(family, f"_dcdf_d{name}", [moved(law, name, names)])
    yield from motions(law)


def without_nothing(form: Expr, variable: Symbol) -> Expr:
    """k log y as 0 where a k of the shapes is 0, at y = 0 too: there z^0 = 1 is the density."""

    def guard(product: Expr) -> Expr:
        factor, logarithm = product.as_independent(log)
        if factor.is_number or factor.has(variable) or not isinstance(logarithm, log):
            return product
        return Piecewise((0, Eq(factor, 0)), (product, True))

    return form.replace(lambda e: isinstance(e, Mul) and e.has(log) and e.has(variable), guard)


def build(
    family: Family,
    name: str,
    values: Sequence[ir.Node],
    given: Callable[[Family], tuple[ir.Argument, ...]] = arguments,
) -> ir.Function:
    """A function of what ``given`` says, nan outside the parameters' domains."""
    checks = domain(family)
    guarded = [select(all_of(checks), v, NAN) if checks else v for v in values]
    body, results = flatten(guarded)
    return ir.Function(name, given(family), body, results)


def domain(family: Family) -> list[ir.Node]:
    """What must hold of the parameters."""
    names = name_symbols(family)
    checks = [c for p in family.parameters for c in bound(p, names)]
    checks += [lower(c, names) for c in family.constraints]
    if family.located_scaled:
        loc, scale = ir.Name(LOC.name), ir.Name(SCALE.name)
        checks += [operate("lt", operate("abs", loc), INFINITY)]
        checks += [operate("lt", ZERO, scale), operate("lt", scale, INFINITY)]
    return checks


def inside(family: Family, names: Names, value: ir.Node, outside: ir.Node) -> ir.Node:
    """``value`` in the support, ``outside`` elsewhere and at an infinity, nan where z is nan."""
    holds = all_of(inside_support(family, names))
    finite = operate("lt", operate("abs", standardise(family)), INFINITY)
    z = ir.Name(family.variate)
    beside = select(operate("eq", z, z), outside, NAN)
    return select(operate("and", holds, finite), value, beside)


def at_ends(family: Family, name: str, value: ir.Node, names: Names) -> ir.Node:
    """``value`` with the limits that are stated at the ends of the support."""
    known = ends(family)
    for end, limits in zip(family.support, (known.lower, known.upper), strict=True):
        if name in limits:
            there = operate("eq", measured(family, end, names), lower(end, names))
            value = select(there, lower(limits[name], names), value)
    return value


def limits(upper: bool, logarithmic: bool) -> tuple[ir.Node, ir.Node]:
    """What a tail is below and above the support."""
    none, whole = (operate("neg", INFINITY), ZERO) if logarithmic else (ZERO, ONE)
    return (whole, none) if upper else (none, whole)


def within(family: Family, names: Names, value: ir.Node, below: ir.Node, above: ir.Node) -> ir.Node:
    """``value`` between the ends of the support, else what is below or above it; nan for nan."""
    low, high = family.support
    z = ir.Name(family.variate)
    under = operate("le", measured(family, low, names), lower(low, names))
    over = operate("le", lower(high, names), measured(family, high, names))
    value = select(under, below, select(over, above, value))
    return select(operate("eq", z, z), value, NAN)


def score(law: Law, names: Names) -> Iterator[ir.Node]:
    """d log p/dtheta in the order of ``differentiable``."""
    family = law.family
    for name in family.differentiable:
        if family.located_scaled and name in (LOC.name, SCALE.name):
            form = law.score[ALONG if name == LOC.name else STRETCH]
            scale = ir.Name(SCALE.name)
            slope = at_ends(family, SLOPES[name], lower(form, names), names)
            value: ir.Node = operate("div", operate("neg", slope), scale)
        else:
            value = at_ends(family, f"score_{name}", lower(law.score[name], names), names)
        yield inside(family, names, value, NAN)


def moved(law: Law, name: str, names: Names) -> ir.Node:
    """dF/dtheta in its stated form, or -p v with the velocity of the family's own module."""
    family = law.family
    if name in law.dcdf:
        return inside(family, names, lower(law.dcdf[name], names), ZERO)
    given = tuple(ir.Name(a.name) for a in arguments(family))
    velocity: ir.Node = ir.Call(velocity_name(name), given)
    if family.located_scaled and name == SCALE.name:
        velocity = standardise(family)
    value = lower(law.forms["pdf"], names)
    if family.located_scaled:
        value = operate("div", value, ir.Name(SCALE.name))
    if not (family.located_scaled and name == LOC.name):
        log_p = lower(law.forms["logpdf"], names)
        if family.located_scaled:
            log_p = operate("sub", log_p, ir.Call("log", (ir.Name(SCALE.name),)))
        value = times(value, log_p, velocity)
    return inside(family, names, operate("neg", value), ZERO)


def times(density: ir.Node, log_p: ir.Node, velocity: ir.Node) -> ir.Node:
    """p v; by logarithms where p underflows, for v may make up for it."""
    size = ir.Call("log", (operate("abs", velocity),))
    far = ir.Call("exp", (operate("add", log_p, size),))
    signed = select(operate("lt", velocity, ZERO), operate("neg", far), far)
    small = operate("lt", density, ir.Number(SMALLEST))
    return select(small, signed, operate("mul", density, velocity))


def velocity_name(name: str) -> str:
    """The scalar function of the family's module."""
    return f"_dz_d{name}"


def level_name(family: Family) -> str:
    """What a level is called: u, unless that is one of the parameters."""
    return "q" if any(p.name == "u" for p in family.parameters) else "u"


def leveled(family: Family) -> tuple[ir.Argument, ...]:
    """The level and every parameter."""
    return (ir.Argument(level_name(family)), *arguments(family)[1:])


def level(law: Law, name: str, form: Expr, upper: bool, standard: bool = False) -> ir.Node:
    """The quantile at a level, the ends of the support at 0 and 1."""
    family = law.family
    names = level_names(family)
    value = at_level(family, lower(form, names), names, upper)
    return select(is_level(names[U]), value, NAN) if standard else scaled(family, value)


def scaled(family: Family, value: ir.Node) -> ir.Node:
    """A standard quantile with loc and scale; nan where the level is none."""
    if family.located_scaled:
        value = ir.Operation("fma", (ir.Name(SCALE.name), value, ir.Name(LOC.name)))
    return select(is_level(level_names(family)[U]), value, NAN)


def logit(family: Family, upper: bool) -> ir.Node:
    """log F - log(1 - F) of a level."""
    u = level_names(family)[U]
    value = operate("sub", ir.Call("log", (u,)), ir.Call("log1p", (operate("neg", u),)))
    return operate("neg", value) if upper else value


def at_level(family: Family, value: ir.Node, names: Names, upper: bool) -> ir.Node:
    """A standard quantile, held to the support, and its ends at 0 and 1."""
    u = names[U]
    low, high = (lower(e, names) for e in family.support[:: -1 if upper else 1])
    for end, beyond in zip(family.support, (value_below, value_above), strict=True):
        value = value if end.is_infinite else beyond(value, lower(end, names))
    value = select(operate("eq", u, ONE), high, value)
    return select(operate("eq", u, ZERO), low, value)


def value_below(value: ir.Node, end: ir.Node) -> ir.Node:
    """A quantile that rounding put below the support is its lower end; nan stays nan."""
    return select(operate("lt", value, end), end, value)


def value_above(value: ir.Node, end: ir.Node) -> ir.Node:
    return select(operate("lt", end, value), end, value)


def level_names(family: Family) -> dict[Symbol, ir.Node]:
    names: dict[Symbol, ir.Node] = {p.symbol: ir.Name(p.name) for p in family.parameters}
    return names | {U: ir.Name(level_name(family))}


def is_level(u: ir.Node) -> ir.Node:
    return operate("and", operate("le", ZERO, u), operate("le", u, ONE))


def motions(law: Law) -> Iterator[ir.Function]:
    """dQ/dtheta in u: of a shape its own form, inside (0, 1); of loc 1, of scale Q itself."""
    family = law.family
    names = level_names(family)
    u = names[U]
    inner = operate("and", operate("lt", ZERO, u), operate("lt", u, ONE))
    for name, form in law.dppf.items():
        value = lower(form, names)
        if family.located_scaled:
            value = operate("mul", ir.Name(SCALE.name), value)
        yield build(family, f"_dppf_d{name}", [select(inner, value, NAN)], leveled)
    if family.located_scaled and "ppf" in law.forms:
        one = select(is_level(u), ONE, NAN)
        yield build(family, "_dppf_dloc", [one], leveled)
        value = level(law, "ppf", law.forms["ppf"], False, standard=True)
        yield build(family, "_dppf_dscale", [value], leveled)
