"""Stats: a continuous RandomSymbol of sympy.stats as a Family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Expr, Integral, Interval, Piecewise, Symbol, oo
from sympy.stats import cdf as stats_cdf
from sympy.stats import density as stats_density

from derive.combine.pieces import join, read_parameter, variable_on
from derive.derivation.patience import OutOfTime, within
from derive.domain import Parameter
from derive.family import Family, Reduction, SpecError

#: Seconds for the cdf, which SymPy finds by integration.
LONGEST = 30.0
#: Laws of sympy.stats that the catalogue has, by the class of the distribution: the base, the map
#: onto it and its shapes, as functions of z and of the distribution's arguments.
KNOWN: dict[str, tuple[str, Callable[..., Expr], Callable[..., dict[str, Expr]]]] = {
    "NormalDistribution": ("norm", lambda z, m, s: (z - m) / s, lambda *_: {}),
    "LogisticDistribution": ("logistic", lambda z, m, s: (z - m) / s, lambda *_: {}),
    "LaplaceDistribution": ("laplace", lambda z, m, s: (z - m) / s, lambda *_: {}),
    "CauchyDistribution": ("cauchy", lambda z, m, s: (z - m) / s, lambda *_: {}),
    "ExponentialDistribution": ("expon", lambda z, r: r * z, lambda *_: {}),
    "WeibullDistribution": ("expon", lambda z, s, k: (z / s) ** k, lambda *_: {}),
    "GammaDistribution": ("gamma", lambda z, k, t: z / t, lambda k, t: {"a": k}),
    "ChiSquaredDistribution": ("gamma", lambda z, k: z / 2, lambda k: {"a": k / 2}),
    "BetaDistribution": ("beta", lambda z, a, b: z, lambda a, b: {"a": a, "b": b}),
    "StudentTDistribution": ("t", lambda z, n: z, lambda n: {"df": n}),
}  # fmt: skip


def from_sympy_stats(variate: Any, name: str = "") -> Family:
    """The family of a continuous ``RandomSymbol``, its free symbols as parameters.

    A law of the catalogue is reduced to it, any other is stated by the cdf that SymPy integrates
    within 30 s, and checked against its density either way. SpecError for a law that is not
    continuous on an interval, for a symbol without a domain, or where there is no cdf.
    """
    space = variate.pspace
    law: Any = getattr(space, "distribution", None)
    support = getattr(law, "set", None)
    if not isinstance(support, Interval):
        raise SpecError(f"{variate}: only a continuous law on an interval becomes a family here")
    parameters = join(*(read_parameter(s)[1] for s in sorted(law.free_symbols, key=str)))
    kind = type(law).__name__
    low, high = support.start, support.end
    z = variable_on(low)
    pdf = inside(stats_density(variate)(z), z)
    named = name or kind.removesuffix("Distribution").lower()
    if kind in KNOWN:
        return known(named, kind, law, z, (low, high), parameters, pdf)
    return Family(
        name=named, variable=z, support=(low, high), parameters=parameters,
        cdf=integrate(variate, z), pdf=pdf,
    )  # fmt: skip


def known(
    name: str,
    kind: str,
    law: Any,
    z: Symbol,
    support: tuple[Expr, Expr],
    parameters: tuple[Parameter, ...],
    pdf: Expr,
) -> Family:
    """The reduction to a law of the catalogue; an integral is stated by its log-density too."""
    from derive.combine.move import reduced

    base, image, shapes = KNOWN[kind]
    reduction = Reduction(image(z, *law.args), base, shapes(*law.args))
    return reduced(reduction, z, support, parameters, name, pdf)


def inside(formula: Expr, z: Symbol) -> Expr:
    """The formula inside the support, where sympy.stats gives pieces for outside too."""
    if isinstance(formula, Piecewise):
        return next(v for v, c in formula.args if v != 0)
    return formula


def integrate(variate: Any, z: Symbol) -> Expr:
    """F(z) by SymPy."""
    try:
        found = within(LONGEST, lambda: stats_cdf(variate)(z))
    except (OutOfTime, NotImplementedError):
        found = None
    if found is None or found.has(oo, Integral):
        raise SpecError(f"{variate}: SymPy found no cdf within {LONGEST:g} s; state the family")
    return inside(found, z)
