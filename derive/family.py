"""Family: what is true of a parametric family, stated in SymPy. Input: a spec file. Output: data.

A family is stated for its standard member, loc = 0 and scale = 1 (they are added to every
family unless ``located_scaled`` is False). Its law is given by one of: a reduction to a simpler
family, branches, a cdf, a survival function, a quantile, a density, or a log-density; whatever
else is stated beside it is checked against it (``derive.validate``), never trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sympy import Basic, Expr, Integral, Sum, Symbol, oo, piecewise_fold, sympify

from derive.domain import LOC, SCALE, Parameter
from derive.functions import Rate
from derive.functions.latent import ITERATED


class SpecError(ValueError):
    """A family whose specification is wrong; the message names the family and the check."""


@dataclass(frozen=True)
class Reduction:
    """``y = G(z; theta)`` has the law of ``base`` with shapes ``eta(theta)`` (DESIGN 1b).

    ``map`` is G, increasing or decreasing in z; ``base`` names a family of the catalogue or is a
    Family; ``shapes`` gives each shape of the base as an expression in theta. ``folded`` says that
    the law is even, and that G is even and increases for z > 0: then F = (1 + sign(z) F_0(G))/2.
    """

    map: Expr
    base: str | Family
    shapes: Mapping[str, Expr] = field(default_factory=dict, hash=False)
    folded: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "map", sympify(self.map))
        shapes = {k: sympify(v) for k, v in self.shapes.items()}
        object.__setattr__(self, "shapes", MappingProxyType(shapes))


@dataclass(frozen=True)
class Branch:
    """A piece ``lower <= z <= upper`` of the support, with its cdf or its survival function."""

    lower: Expr
    upper: Expr
    cdf: Expr | None = None
    sf: Expr | None = None

    def __post_init__(self) -> None:
        for name in ("lower", "upper", "cdf", "sf"):
            value = getattr(self, name)
            object.__setattr__(self, name, None if value is None else sympify(value))


#: A chart's coordinate.
Y = Symbol("y", real=True)


@dataclass(frozen=True)
class Chart:
    """A coordinate ``y = map(z; theta)`` on the whole line, where an end of the support moves.

    ``inverse`` is z and ``velocities`` are those of y, by parameter, both in the symbol Y and the
    shapes; ``name`` is the map as people read it. The finite map is integrated in y.
    """

    map: Expr
    inverse: Expr
    velocities: Mapping[str, Expr] = field(hash=False)
    name: str


@dataclass(frozen=True)
class Detour:
    """Where the parameter ``passing`` passes ``barrier``, ``through`` is at ``value`` meanwhile.

    Elsewhere on the barrier the law has no limit, and the finite map no way across it.
    """

    passing: Symbol
    barrier: Expr
    through: Symbol
    value: Expr


@dataclass(frozen=True)
class Family:
    """One parametric family; see the module's docstring for what is stated and what follows.

    ``stable`` maps a parameter's name to a form of its velocity that is better conditioned than
    what the planner finds by itself; it is used only where it was proved equal to the derivation.
    ``log_density`` is normalised unless ``normalised`` is False: then it lacks a term that depends
    on the shapes alone. Where it is stated, the oracle integrates it and asks no other statement;
    ``even`` says that it is even in z, and ``pinned`` names shapes that leave F(0) as it is, as the
    oracle must know to see their velocity vanish there. A family that states nothing else has its
    velocities by the score integral (``derive.score``). A root (``derive.roots``) states
    ``velocities``, its own by parameter, in terms of its rate; its log-density defines them. So
    does a law whose velocity is elementary and whose cdf is not; the statement is proved as every
    step is. Where the log-density is one opaque function, ``mixture`` is the density as a sum or an
    integral over a latent variate; the derivation shows it and proves the two equal.
    ``drift``, of the shapes and of scale, is what scale adds beside its factor: the variate is
    loc + scale (Z + drift), Z being the standard one, and drift is 0 where scale is 1.
    ``constraints`` are relations between parameters (``a < b``) beyond each one's own domain.
    A ``periodic`` law lives on a circle: its support is one turn, [-pi, pi], and the standardised
    variate is wrapped into it first. A ``chart`` is proved against the law (``transport.chart``).
    A ``detour`` says how the finite map's path passes where the law has no limit.
    """

    name: str
    variable: Symbol
    support: tuple[Expr, Expr]
    parameters: tuple[Parameter, ...] = ()
    title: str = ""
    reduction: Reduction | None = None
    branches: tuple[Branch, ...] = ()
    cdf: Expr | None = None
    sf: Expr | None = None
    quantile: Expr | None = None
    pdf: Expr | None = None
    log_density: Expr | None = None
    normalised: bool = True
    even: bool = False
    pinned: tuple[str, ...] = ()
    velocities: Mapping[str, Expr] = field(default_factory=dict, hash=False)
    mixture: Expr | None = None
    constraints: tuple[Basic, ...] = ()
    stable: Mapping[str, Expr] = field(default_factory=dict, hash=False)
    located_scaled: bool = True
    drift: Expr | None = None
    periodic: bool = False
    chart: Chart | None = None
    detour: Detour | None = None
    source: str = ""

    def __post_init__(self) -> None:
        for name in ("cdf", "sf", "quantile", "pdf", "log_density", "mixture"):
            value = getattr(self, name)
            object.__setattr__(self, name, None if value is None else sympify(value))
        object.__setattr__(self, "support", tuple(sympify(e) for e in self.support))
        stable = {k: sympify(v) for k, v in self.stable.items()}
        object.__setattr__(self, "stable", MappingProxyType(stable))
        velocities = {k: sympify(v) for k, v in self.velocities.items()}
        object.__setattr__(self, "velocities", MappingProxyType(velocities))
        refuse_unknown_symbols(self)
        refuse_lawless(self)

    @property
    def drift_in_scale(self) -> Expr | None:
        """What the drift adds to the velocity in scale; None where there is none."""
        return None if self.drift is None else piecewise_fold(SCALE * self.drift.diff(SCALE))

    @property
    def variate(self) -> str:
        """What kernels call the realisation: z, unless that is one of the shapes."""
        return "x" if any(p.name == "z" for p in self.parameters) else "z"

    @property
    def shapes(self) -> tuple[Parameter, ...]:
        return self.parameters

    @property
    def is_root(self) -> bool:
        """Whether its velocities are stated in terms of rates (``derive.roots``)."""
        return any(v.has(Rate) for v in self.velocities.values())

    @property
    def is_density_only(self) -> bool:
        """Whether the log-density is all that is known of the law."""
        others = (self.reduction, self.cdf, self.sf, self.quantile, self.pdf)
        known = any(law is not None for law in others) or self.branches or self.velocities
        return self.log_density is not None and not known

    @property
    def is_iterated(self) -> bool:
        """Whether the law is an integral, as such or of the density, or an endless sum."""
        if self.log_density is not None:
            return True
        stated = [e for e in (self.cdf, self.sf, self.pdf) if e is not None]
        sums = [s for e in stated for s in e.atoms(Sum)]
        return any(e.has(Integral) for e in stated) or any(oo in s.limits[0] for s in sums)

    @property
    def has_integral_density(self) -> bool:
        """Whether the density is itself an integral, so that one of it over z takes minutes."""
        return self.name in ITERATED

    @property
    def is_costly(self) -> bool:
        """Costly to evaluate: known by its density alone, or its density is an integral."""
        return self.is_density_only or self.has_integral_density

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """All parameters in scipy's order: shapes, then loc and scale."""
        tail = (LOC.name, SCALE.name) if self.located_scaled else ()
        return (*(p.name for p in self.parameters), *tail)

    @property
    def differentiable(self) -> tuple[str, ...]:
        """The parameters that have a velocity: all but the integers."""
        integers = {p.name for p in self.parameters if p.integer}
        return tuple(n for n in self.parameter_names if n not in integers)


#: The symbol u of a quantile function F^{-1}(u).
U = Symbol("u", positive=True)


def refuse_unknown_symbols(family: Family) -> None:
    """Raise SpecError where an expression uses a symbol that is not the family's own."""
    known = {family.variable, *(p.symbol for p in family.parameters)}
    stated: dict[str, Expr | None] = {
        "cdf": family.cdf, "sf": family.sf, "pdf": family.pdf, "log_density": family.log_density,
        "reduction": family.reduction.map if family.reduction else None,
    }  # fmt: skip
    stated |= {f"stable form of {k}": v for k, v in family.stable.items()}
    for place, expression in stated.items():
        extra = sorted(
            map(str, (expression.free_symbols - known) if expression is not None else ())
        )
        if extra:
            raise SpecError(
                f"family {family.name}: the {place} uses {', '.join(extra)}, which is not among "
                f"its variable and parameters ({', '.join(sorted(map(str, known)))})"
            )
    unknown = sorted(set(family.stable) - {p.name for p in family.parameters})
    if unknown:
        raise SpecError(f"family {family.name}: stable form for unknown parameter {unknown[0]}")


def refuse_lawless(family: Family) -> None:
    """Raise SpecError where nothing states the law."""
    laws = (
        family.reduction, family.cdf, family.sf, family.quantile, family.pdf, family.log_density,
    )  # fmt: skip
    if not family.branches and all(law is None for law in laws):
        raise SpecError(
            f"family {family.name}: state its law by one of "
            "reduction, branches, cdf, sf, quantile, pdf, log_density"
        )


__all__ = ["Branch", "Chart", "Detour", "Family", "Reduction", "SpecError", "U", "Y", "oo"]
