"""The explicit route: F and F^{-1} elementary, so phi itself is written down and differentiated."""

from __future__ import annotations

from sympy import Expr, I, Symbol, solve

from derive.catalogue import resolve
from derive.derivation.notation import PHI, TAU, F, Q
from derive.derivation.patience import LIMIT, note, try_for
from derive.derivation.shorten import shorten
from derive.derivation.step import Derivation, Step, velocity_sign
from derive.family import Family, U
from derive.oracle.numeric import compile_expression
from derive.points import draw_bulk

Y = Symbol("y", positive=True)


def invert_map(family: Family) -> Expr | None:
    """z as a function of y = G(z; theta) where SymPy finds exactly one; None where it does not."""
    assert family.reduction is not None
    return find_root(family.reduction.map - Y, family.variable, "the map y = G(z)")


def find_root(equation: Expr, variable: Symbol, what: str) -> Expr | None:
    """The only root of ``equation``; None and a note where SymPy does not find exactly one."""
    try:
        roots = try_for(lambda: solve(equation, variable), f"invert {what}")
    except NotImplementedError:  # SymPy's word for "no algorithm"
        roots = []
    if roots is None:
        return None
    if len(roots) != 1 or roots[0].has(variable, I):
        note(f"SymPy found {'no' if not roots else 'no single real'} inverse of {what}")
        return None
    return roots[0]


def invert_cdf(family: Family) -> Expr | None:
    """F^{-1} from a stated cdf or sf, for a family of somebody's own; the catalogue states its."""
    if LIMIT.get() is None:
        return None
    law = state_cdf(family) if family.reduction is None else None
    return None if law is None else find_root(law - U, family.variable, "the cdf u = F(z)")


def state_quantile(family: Family) -> Expr | None:
    """F^{-1}(u; theta): stated, or through the reduction; None where it is not elementary."""
    if family.quantile is not None:
        return family.quantile
    if family.reduction is None or family.reduction.shapes:
        return invert_cdf(family)
    base, inverse = state_quantile(resolve(family.reduction.base)), invert_map(family)
    if base is None or inverse is None:
        return None
    return inverse.subs(Y, base if increases(family) else base.subs(U, 1 - U))


def increases(family: Family) -> bool:
    """Whether the reduction's map increases in z, by its derivative inside the support."""
    assert family.reduction is not None
    slope = family.reduction.map.diff(family.variable)
    place = draw_bulk(family)[0]
    at = compile_expression(slope, (family.variable, *place.shapes))
    return bool(at(place.z, *place.shapes.values()) > 0)


def state_cdf(family: Family) -> Expr | None:
    """F(z; theta): stated, or through the reduction; None where it is not elementary."""
    if family.cdf is not None:
        return family.cdf
    if family.sf is not None:
        return 1 - family.sf
    if family.reduction is None:
        return None
    base = resolve(family.reduction.base)
    law = state_cdf(base)
    if law is None:
        return None
    shapes = {p.symbol: family.reduction.shapes[p.name] for p in base.parameters}
    at_map = law.subs({base.variable: family.reduction.map} | shapes, simultaneous=True)
    return at_map if increases(family) else 1 - at_map


def derive_explicit(family: Family, theta: Symbol) -> Derivation | None:
    """v = d/dtau F^{-1}(F(z; theta); tau) at tau = theta; None where F or F^{-1} is missing."""
    cdf, quantile = state_cdf(family), state_quantile(family)
    if cdf is None or quantile is None:
        return None
    z = family.variable
    tau = Symbol("tau", **theta.assumptions0)
    phi = shorten(quantile.subs(theta, tau).subs(U, cdf))
    velocity = shorten(phi.diff(tau).subs(tau, theta))
    steps = (
        Step("cdf", F(z, theta), cdf),
        Step("quantile", Q(U, theta), quantile, "0 < u < 1"),
        Step("composition", PHI(z, theta, TAU), phi.subs(tau, TAU)),
        Step("derivative at τ = θ", velocity_sign(z, theta), velocity),
    )
    return Derivation(family, str(theta), "explicit", steps, velocity)
