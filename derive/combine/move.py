"""Move: laws of functions of a variate. Location and scale, powers, any increasing or falling g."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sympy import Abs, Basic, Dummy, Expr, Integer, Symbol, expand_log, limit, log, solve

from derive.catalogue import resolve
from derive.combine.pieces import Given, join, name_of, read_family, read_parameter, variable_on
from derive.combine.pieces import velocity as velocity_of
from derive.derivation.patience import OutOfTime, within
from derive.derivation.reduction import substitute_base
from derive.domain import Parameter
from derive.family import Family, Reduction, SpecError
from derive.functions import gamma_rate, gamma_rate_at

#: Seconds for the inverse of g.
LONGEST = 30.0


def located_scaled(base: str | Family, loc: Given, scale: Given, name: str = "") -> Family:
    """The law of loc + scale X, with loc and scale as shapes of their own names.

    ``loc`` and ``scale`` are symbols, Parameters or numbers.
    """
    base = read_family(base)
    shift, first = read_parameter(loc)
    width, second = read_parameter(scale, positive_only=True)
    low, high = (e * width + shift for e in base.support)
    z = variable_on(low)
    return reduced(
        onto(base, (z - shift) / width), z, (low, high), join(base.parameters, first, second),
        name or name_of("located", [base]),
    )  # fmt: skip


def powered(base: str | Family, exponent: Given, name: str = "") -> Family:
    """The law of X^exponent, for X on a part of [0, oo).

    ``exponent`` is positive as a symbol; as a number it may be negative. SpecError for a law that
    has negative variates.
    """
    base = read_family(base)
    power, more = read_parameter(exponent, positive_only=True)
    if not base.support[0].is_nonnegative:
        raise SpecError(f"family {base.name}: a power needs variates >= 0; transform it otherwise")
    low, high = (
        limit_of(e, lambda x: x**power, d) for e, d in zip(base.support, "+-", strict=True)
    )
    ends = (low, high) if power.is_positive else (high, low)
    z = variable_on(ends[0])
    return reduced(
        onto(base, z ** (1 / power)), z, ends, join(base.parameters, more),
        name or name_of("powered", [base]),
    )  # fmt: skip


def transformed(
    base: str | Family,
    g: Callable[[Expr], Expr],
    parameters: Iterable[Parameter] = (),
    inverse: Callable[[Expr], Expr] | None = None,
    name: str = "",
) -> Family:
    """The law of g(X) for a monotone ``g``, such as ``sympy.exp`` or ``lambda x: x**3``.

    ``parameters`` are those that g brings with it. ``inverse`` is solved for where it is not
    given; SpecError where SymPy finds no single inverse within 30 s. That g is monotone is checked
    when the family is compiled.
    """
    base = read_family(base)
    low, high = (limit_of(e, g, d) for e, d in zip(base.support, "+-", strict=True))
    falls = bool(high < low) if (high < low) in (True, False) else False
    ends = (high, low) if falls else (low, high)
    z = variable_on(ends[0])
    back = inverse(z) if inverse is not None else invert(base, g, z)
    return reduced(
        onto(base, back), z, ends, join(base.parameters, parameters),
        name or name_of("transformed", [base]),
    )  # fmt: skip


def limit_of(end: Expr, g: Callable[[Expr], Expr], side: str) -> Expr:
    """g at an end of the support, from inside where the value itself is infinite or unknown."""
    if not end.is_infinite and (value := g(end)).is_finite is not False:
        return value
    x = Symbol("x", real=True)
    return limit(g(x), x, end, side)


def invert(base: Family, g: Callable[[Expr], Expr], z: Symbol) -> Expr:
    """The x of the base's support with g(x) = z."""
    x = Dummy("x", **base.variable.assumptions0)
    try:
        roots = within(LONGEST, lambda: solve(g(x) - z, x))
    except (NotImplementedError, OutOfTime):
        roots = []
    if len(roots) != 1:
        raise SpecError(
            f"family {base.name}: SymPy found {len(roots)} inverses of the transformation; "
            "give inverse="
        )
    return roots[0]


def reduced(
    reduction: Reduction,
    z: Symbol,
    support: tuple[Expr, Expr],
    parameters: tuple[Parameter, ...],
    name: str,
    pdf: Expr | None = None,
) -> Family:
    """The family that the reduction's map carries onto its base."""
    base = resolve(reduction.base)
    slope = reduction.map.diff(z)
    density = None
    if base.log_density is not None:
        steep = slope if slope.is_positive else Abs(slope)
        density = substitute_base(reduction, base.log_density) + expand_log(log(steep), force=True)
    return Family(
        name=name,
        variable=z,
        support=support,
        parameters=parameters,
        reduction=reduction,
        pdf=pdf,
        log_density=density,
        constraints=carried_constraints(base, reduction),
        stable={p.name: carried(base, reduction, p, slope) for p in parameters if not p.integer},
    )


def carried_constraints(base: Family, reduction: Reduction) -> tuple[Basic, ...]:
    """The base's constraints in the shapes that it is given."""
    places = {p.symbol: reduction.shapes[p.name] for p in base.parameters}
    return tuple(c.subs(places, simultaneous=True) for c in base.constraints)


def carried(base: Family, reduction: Reduction, parameter: Parameter, slope: Expr) -> Expr:
    """v = (sum_k v_k d eta_k/d theta - dG/dtheta) / (dG/dz), the v_k in their stable forms."""
    moved: Expr = Integer(0)
    for shape in base.parameters:
        rate = reduction.shapes[shape.name].diff(parameter.symbol)
        if rate != 0:
            there = substitute_base(reduction, velocity_of(base, shape.name))
            moved += there.replace(gamma_rate, beyond) * rate
    return (moved - reduction.map.diff(parameter.symbol)) / slope


def beyond(y: Expr, a: Expr) -> Expr:
    """gamma_rate(y, a), also where a power y of z underflows."""
    return gamma_rate(y, a) if y.is_Symbol else gamma_rate_at(y, expand_log(log(y), force=True), a)


def onto(base: Family, back: Expr) -> Reduction:
    """The reduction by ``back``, x as a function of z, the shapes as they are."""
    return Reduction(back, base, {p.name: p.symbol for p in base.parameters})
