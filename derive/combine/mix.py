"""Mix: a law that is one of several, with weights that may be parameters.

Each component moves its part of the density, v = sum r_k v_k with r_k = w_k p_k / p; a weight
moves -(F_k - F_last)/p, taken from the lighter tail of the mixture.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sympy import Add, Expr, Integer, Piecewise, S, Symbol, exp, log, oo

from derive.combine.extreme import stated_cdf
from derive.combine.pieces import Given, join, name_of, read_family, read_parameter, variable_on
from derive.combine.pieces import velocity as velocity_of
from derive.combine.tails import KNOWN, Tails, find_tails
from derive.domain import Parameter, within
from derive.family import Branch, Family, SpecError


def mixture(components: Sequence[str | Family], weights: Sequence[Given], name: str = "") -> Family:
    """The law with density sum w_k p_k.

    ``weights`` are symbols, Parameters or numbers between 0 and 1, one fewer than components: the
    last is what is left of 1. Components that name a parameter alike share it. Supports may begin
    and end at different places if SymPy can order them by the symbols' assumptions. SpecError
    otherwise, or where a component's cdf has no kernel.
    """
    families = [read_family(c) for c in components]
    if len(families) < 2 or len(weights) != len(families) - 1:
        raise SpecError(
            f"a mixture of {len(families)} components needs {max(len(families), 2) - 1} weights, "
            f"not {len(weights)}; the last is what is left of 1"
        )
    values, free = read_weights(weights)
    ends = order({e for f in families for e in f.support})
    z = variable_on(ends[0])
    parts = [Part(f, w, z) for f, w in zip(families, values, strict=True)]
    parameters = join(*(f.parameters for f in families), free)
    summed = [w.symbol for w in free]
    branches = tuple(branch(parts, low, high) for low, high in pairwise(ends))
    whole = Mixed(parts, z, ends)
    forms = {p.name: whole.velocity(p) for p in parameters if not p.integer}
    made = Family(
        name=name or name_of("mixture", families),
        variable=z,
        support=(ends[0], ends[-1]),
        parameters=parameters,
        constraints=(
            *(c for f in families for c in f.constraints),
            *((Add(*summed) < 1,) if len(summed) > 1 else ()),
        ),
        stable=forms,
        **({"branches": branches} if len(branches) > 1 else vars_of(branches[0])),
    )
    KNOWN[made] = whole.tails()
    return made


def vars_of(branch_: Branch) -> dict[str, Expr | None]:
    return {"cdf": branch_.cdf, "sf": branch_.sf}


def read_weights(weights: Sequence[Given]) -> tuple[list[Expr], tuple[Parameter, ...]]:
    """All weights, the last one included, and the parameters among them."""
    values: list[Expr] = []
    free: list[Parameter] = []
    for given in weights:
        value, more = read_parameter(given, positive_only=True)
        values.append(value)
        free += [within(p.symbol, 0, 1) if p.upper == oo else p for p in more]
    return [*values, 1 - Add(*values)], tuple(free)


def order(ends: set[Expr]) -> list[Expr]:
    """The ends in increasing order; SpecError where the symbols' assumptions do not tell it."""
    ordered: list[Expr] = []
    for end in sorted(ends, key=str):
        place = 0
        for other in ordered:
            later = end > other
            if later not in (S.true, S.false):
                raise SpecError(f"the components' supports end at {other} and {end}, in no order")
            place += int(bool(later))
        ordered.insert(place, end)
    return ordered


class Part:
    """One component: its weight and its formulas at the mixture's variable."""

    def __init__(self, family: Family, weight: Expr, z: Symbol) -> None:
        self.family, self.weight = family, weight
        self.tail = find_tails(family, "a mixture").mapped(lambda e: e.subs(family.variable, z))
        self.cdf = stated_cdf(family).subs(family.variable, z)
        self.sf = 1 - self.cdf if family.sf is None else family.sf.subs(family.variable, z)
        self.z = z

    def holds(self, low: Expr, high: Expr) -> bool:
        """Whether [low, high] lies in the component's support."""
        return bool(self.family.support[0] <= low and high <= self.family.support[1])

    def velocity(self, parameter: Parameter) -> Expr:
        if parameter not in self.family.parameters:
            return Integer(0)
        return velocity_of(self.family, parameter.name).subs(self.family.variable, self.z)


def branch(parts: Sequence[Part], low: Expr, high: Expr) -> Branch:
    """F and 1 - F on a piece on which the same components are inside their supports."""
    below: Expr = Integer(0)
    above: Expr = Integer(0)
    for p in parts:
        if p.holds(low, high):
            below, above = below + p.weight * p.cdf, above + p.weight * p.sf
        elif bool(high <= p.family.support[0]):
            above += p.weight
        else:
            below += p.weight
    return Branch(low, high, cdf=below, sf=above)


class Mixed:
    """All components on each piece of the support."""

    def __init__(self, parts: Sequence[Part], z: Symbol, ends: Sequence[Expr]) -> None:
        self.parts, self.z, self.ends = parts, z, ends

    def pieces(self, formula: object) -> Expr:
        """A formula of the active components, of those past and of those to come, by piece."""
        values = []
        for low, high in pairwise(self.ends):
            active = [p for p in self.parts if p.holds(low, high)]
            past = [p for p in self.parts if not p.holds(low, high) and p.family.support[1] <= low]
            to_come = [p for p in self.parts if p not in active and p not in past]
            values.append((formula(active, past, to_come), self.z <= high))  # type: ignore[operator]
        return Piecewise(*values[:-1], (values[-1][0], True))

    def velocity(self, parameter: Parameter) -> Expr:
        """v in one parameter: the components' own, and the weights'."""
        slopes = [p.weight.diff(parameter.symbol) for p in self.parts]

        def on_piece(active: list[Part], past: list[Part], to_come: list[Part]) -> Expr:
            total: Expr = Add(
                *(respond(p, active) * v for p in active if (v := p.velocity(parameter)) != 0)
            )
            if any(slopes):
                rates = {id(p): s for p, s in zip(self.parts, slopes, strict=True)}
                below = Add(*(rates[id(p)] * below_of(p, active) for p in active))
                below += Add(*(rates[id(p)] for p in past)) * inverse(active)
                above = Add(*(rates[id(p)] * above_of(p, active) for p in active))
                above += Add(*(rates[id(p)] for p in to_come)) * inverse(active)
                light = light_lower(active, past, to_come)
                total += Piecewise((-below, light), (above, True))
            return total

        return self.pieces(on_piece)

    def tails(self) -> Tails:
        """The mixture's own, for further combination."""

        def lower(active: list[Part], past: list[Part], to_come: list[Part]) -> Expr:
            known = Add(*(p.weight * below_of(p, active) for p in active))
            return known + Add(*(p.weight for p in past)) * inverse(active)

        def upper(active: list[Part], past: list[Part], to_come: list[Part]) -> Expr:
            known = Add(*(p.weight * above_of(p, active) for p in active))
            return known + Add(*(p.weight for p in to_come)) * inverse(active)

        def density(active: list[Part], past: list[Part], to_come: list[Part]) -> Expr:
            first = active[0]
            return log(first.weight) + first.tail.log_density - log(respond(first, active))

        below, above, ell = self.pieces(lower), self.pieces(upper), self.pieces(density)
        return Tails(below, above, log(below) + ell, log(above) + ell, ell, below <= above)


def relative(active: Sequence[Part], log_quantity: Expr, skip: Part | None = None) -> Expr:
    """p / e^log_quantity, a sum of exponentials of differences, without the part of ``skip``."""
    return Add(
        *(p.weight * exp(p.tail.log_density - log_quantity) for p in active if p is not skip)
    )


def respond(part: Part, active: Sequence[Part]) -> Expr:
    """w_k p_k / p."""
    return part.weight / (part.weight + relative(active, part.tail.log_density, part))


def below_of(part: Part, active: Sequence[Part]) -> Expr:
    """F_k / p; the component's own share of p by F_k/p_k where that does not overflow."""
    rest = relative(active, part.tail.log_lower, part)
    light = 1 / (part.weight / part.tail.lower + rest)
    heavy = 1 / relative(active, part.tail.log_cdf)
    return Piecewise((light, part.tail.is_lower), (heavy, True))


def above_of(part: Part, active: Sequence[Part]) -> Expr:
    """(1 - F_k) / p."""
    rest = relative(active, part.tail.log_upper, part)
    light = 1 / (part.weight / part.tail.upper + rest)
    heavy = 1 / relative(active, part.tail.log_sf)
    return Piecewise((heavy, part.tail.is_lower), (light, True))


def inverse(active: Sequence[Part]) -> Expr:
    """1 / p."""
    return 1 / relative(active, Integer(0))


def light_lower(active: Sequence[Part], past: Sequence[Part], to_come: Sequence[Part]) -> Expr:
    """Whether F is at most one half."""
    known = Add(*(p.weight * exp(p.tail.log_lower) for p in active))
    return 2 * (known + Add(*(p.weight for p in past))) <= 1
