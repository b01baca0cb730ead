"""State: the log-density, the tails and the quantile of a standard member as formulas.

What a family states is taken; what it does not state follows through its reduction. Nothing here
is chosen for its digits: ``forms`` rewrites and ``choose`` measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sympy import (
    Abs,
    Expr,
    Function,
    I,
    Integer,
    Le,
    Piecewise,
    Pow,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atan2,
    atanh,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    log,
    powsimp,
    sign,
    sin,
    sinh,
    tan,
    tanh,
)  # fmt: skip

from derive.catalogue import resolve
from derive.combine import tails as combine
from derive.combine.tails import both
from derive.derivation.explicit import Y, find_root, increases, invert_map
from derive.derivation.implicit import pieces
from derive.derivation.reduction import substitute_base
from derive.family import Branch, Family, U
from derive.functions import LatentFunction
from derive.law.inverse import normal_roots, roots
from derive.oracle.numeric import compile_expression
from derive.points import draw_bulk

#: Operations in a cdf above which SymPy is not asked to invert it; it would take minutes.
LARGE = 20
#: What is elementary, powers aside.
ELEMENTARY = (
    exp, log, sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh, asinh, acosh, atanh, Abs,
)  # fmt: skip
#: Relative difference of F(Q(u)) from u with which a root is the quantile.
SAME = 1e-9


@cache
def log_density(family: Family) -> Expr | None:
    """log p; None where p is an integral or lacks its normaliser."""
    if family.log_density is not None:
        opaque = family.log_density.has(LatentFunction)
        return family.log_density if family.normalised and not opaque else None
    if family.pdf is not None:
        return logarithm(family.pdf)
    branches = pieces(family)
    if branches:
        return join(family, [logarithm(slope(family, b)) for b in branches])
    reduction = family.reduction
    base = None if reduction is None else log_density(resolve(reduction.base))
    if reduction is None or base is None:
        return None
    steep = reduction.map.diff(family.variable).replace(sign, lambda x: x / Abs(x))
    rising = reduction.folded or increases(family)
    there = substitute_base(reduction, base) + logarithm(Abs(steep) if rising else -steep)
    return there - log(2) if reduction.folded else there


def logarithm(expression: Expr) -> Expr:
    """log of a positive expression, its factors apart where each of them is positive."""
    apart = combine.logarithm(expression)
    return log(expression) if apart.has(I) else apart


def slope(family: Family, branch: Branch) -> Expr:
    """The density on one branch."""
    below, above = both(branch)
    z = family.variable
    return below.diff(z) if branch.cdf is not None else -above.diff(z)


def join(family: Family, values: list[Expr]) -> Expr:
    """One formula for each branch as a whole."""
    branches = pieces(family)
    if len(values) == 1:
        return values[0]
    conditions = [family.variable <= b.upper for b in branches[:-1]] + [True]
    return Piecewise(*zip(values, conditions, strict=True))


@cache
def tails(family: Family) -> tuple[Expr, Expr] | None:
    """F and 1 - F; None where nothing but a density or a quantile is stated."""
    if family.log_density is not None:
        return None
    branches = pieces(family)
    if branches:
        pairs = [both(b) for b in branches]
        return join(family, [b for b, _ in pairs]), join(family, [a for _, a in pairs])
    if family.reduction is None:
        return None
    found = tails(resolve(family.reduction.base))
    if found is None:
        return None
    below, above = (substitute_base(family.reduction, e) for e in found)
    if family.reduction.folded:
        outer, left = above / 2, family.variable <= 0
        return Piecewise((outer, left), (1 - outer, True)), Piecewise(
            (1 - outer, left), (outer, True)
        )
    return (below, above) if increases(family) else (above, below)


@cache
def quantiles(family: Family) -> tuple[Expr, Expr] | None:
    """z in u = F(z) and in u = 1 - F(z); None where neither is elementary."""
    if family.quantile is not None:
        return family.quantile, family.quantile.subs(U, 1 - U)
    if family.log_density is not None:
        return None
    branches = pieces(family)
    if branches:
        return invert_branches(family, branches)
    reduction = family.reduction
    base = None if reduction is None else quantiles(resolve(reduction.base))
    inverse = None if base is None else invert_own_map(family)
    if reduction is None or base is None or inverse is None:
        return None
    shapes = {p.symbol: reduction.shapes[p.name] for p in resolve(reduction.base).parameters}
    low, high = (inverse.subs(Y, e.subs(shapes, simultaneous=True)) for e in base)
    if reduction.folded:
        return turn(high)
    return (low, high) if increases(family) else (high, low)


def invert_own_map(family: Family) -> Expr | None:
    """z in y = G(z); of a folded law the positive one."""
    assert family.reduction is not None
    if not family.reduction.folded:
        found = invert_map(family) or choose_root(family)
        negative = found is not None and any(p.base == -1 for p in found.atoms(Pow))
        # (-1)^k (-x)^k is x^k here, since the quantile is real; it is proved by numbers later
        return powsimp(found, force=True) if negative else found
    z = Symbol("z", positive=True)
    return find_root(family.reduction.map.subs(family.variable, z) - Y, z, "the map y = G(|z|)")


def choose_root(family: Family) -> Expr | None:
    """Of several roots of an algebraic y = G(z) the one that gives back z, by numbers."""
    assert family.reduction is not None
    given, z = family.reduction.map, family.variable
    if given.atoms(Function):  # SymPy has been asked before, and takes seconds to find none again
        return None
    y = Symbol("y", real=True)
    return next(
        (r.subs(y, Y) for r in roots(given - y, z) if gives_back(family, r, given, y)), None
    )


def gives_back(family: Family, root: Expr, given: Expr, y: Symbol) -> bool:
    """Whether ``root``, in y, is z at y = ``given`` wherever the bulk has points."""
    if root.has(family.variable, I):
        return False
    for place in draw_bulk(family):
        order: tuple[Symbol, ...] = tuple(place.shapes)
        values = tuple(place.shapes.values())
        at = compile_expression(given, (family.variable, *order))(place.z, *values)
        back = compile_expression(root, (y, *order))(at, *values)
        if not abs(back - place.z) <= SAME * max(1, abs(place.z)):
            return False
    return True


def turn(outer: Expr) -> tuple[Expr, Expr]:
    """The quantiles of an even law from those of |z| in its upper tail."""
    far, near = outer.subs(U, 2 * U), outer.subs(U, 2 - 2 * U)
    half = Integer(1) / 2 >= U
    return Piecewise((-far, half), (near, True)), Piecewise((far, half), (-near, True))


def invert_branches(family: Family, branches: tuple[Branch, ...]) -> tuple[Expr, Expr] | None:
    """The inverses of the branches; None where SymPy does not find one of them."""
    found: list[tuple[Expr, Expr]] = []
    for branch in branches:
        law = both(branch)[0]
        inverse = invert(family, law, branch)
        if inverse is None:
            return None
        found.append((inverse, law))
    levels = [
        law.subs(family.variable, b.upper) for (_, law), b in zip(found, branches, strict=True)
    ]
    below = [inverse for inverse, _ in found]
    above = [q.subs(U, 1 - U) for q in reversed(below)]
    if len(branches) == 1:
        above = [invert_error(family, both(branches[0])[1]) or above[0]]
    return split(below, levels[:-1]), split(above, [1 - level for level in reversed(levels[:-1])])


def split(parts: Sequence[Expr], levels: Sequence[Expr]) -> Expr:
    """The parts, each up to its level; the last one beyond."""
    if not levels:
        return parts[0]
    pieces = [(part, Le(U, level)) for part, level in zip(parts, levels, strict=False)]
    return Piecewise(*pieces, (parts[-1], True))


def invert(family: Family, law: Expr, branch: Branch) -> Expr | None:
    """The root of F(z) = u that lies on the branch, by numbers."""
    z = family.variable
    if law.has(erf, erfc):
        return invert_error(family, law)
    if not is_elementary(law) or is_nested(law) or law.count_ops() > LARGE:
        return None
    return next((r for r in roots(law - U, z) if is_inverse(family, r, law, branch)), None)


def invert_error(family: Family, law: Expr) -> Expr | None:
    """The same of a law, F or 1 - F, that has error functions; None beside further pieces."""
    branches = pieces(family)
    if len(branches) != 1 or not law.has(erf, erfc):
        return None
    ways = normal_roots(family, law)
    return next((r for r in ways if is_inverse(family, r, law, branches[0])), None)


def is_elementary(law: Expr) -> bool:
    """Whether exponentials, logarithms and the functions of angles are all that it has."""
    return all(isinstance(f, ELEMENTARY) for f in law.atoms(Function))


def is_nested(law: Expr) -> bool:
    """Whether an angle is taken of functions of angles, which SymPy does not finish to invert."""
    return any(f.has(sin, cos, tan) for f in law.atoms(atan, atan2, asin, acos))


def is_inverse(family: Family, root: Expr, law: Expr, branch: Branch) -> bool:
    """Whether the root gives back every point of the bulk that lies on the branch."""
    if not isinstance(root, Expr) or root.has(family.variable, I):
        return False
    met = 0
    for place in draw_bulk(family):
        order: tuple[Symbol, ...] = tuple(place.shapes)
        values = tuple(place.shapes.values())
        ends = [compile_expression(e, order)(*values) for e in (branch.lower, branch.upper)]
        if not ends[0] < place.z < ends[1]:
            continue
        level = compile_expression(law, (family.variable, *order))(place.z, *values)
        back = compile_expression(root, (U, *order))(level, *values)
        if not abs(back - place.z) <= SAME * max(1, abs(place.z)):
            return False
        met += 1
    return met > 0
