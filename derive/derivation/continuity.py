"""The continuity route: v from the log-density alone, mass being preserved (DESIGN 1c).

The closed form is an integral. A root's own expansions of it follow (``derive.roots``); of some
laws it is elementary although the cdf is not (``velocities`` of the family states it).
"""

from __future__ import annotations

from sympy import Derivative, Expr, Integral, Symbol, exp, log

from derive.derivation.notation import LOG_DENSITY, SCORE, VELOCITY
from derive.derivation.step import Derivation, Step, velocity_sign
from derive.family import Family
from derive.functions import LatentRate


def derive_continuity(family: Family, theta: Symbol) -> Derivation:
    """v with v_z = -(s + v l_z) and v p -> 0 at the ends of the support."""
    density, z = family.log_density, family.variable
    assert density is not None
    velocity, score = family.velocities[str(theta)], density.diff(theta)
    v, ell, s = VELOCITY(z, theta), LOG_DENSITY(z, theta), SCORE(z, theta)
    stated = () if family.mixture is None else (Step("mixture", ell, log(family.mixture)),)
    ends = () if family.has_integral_density else (anchor(family, v, score),)
    steps = (
        Step("log-density", ell, density),
        *stated,
        Step("score", s, score),
        Step("velocity", velocity_sign(z, theta), v),
        Step(
            "mass is preserved",
            Derivative(v, z),
            -(s + v * Derivative(ell, z)),
            "∂p/∂θ + ∂(p v)/∂z = 0, divided by p",
        ),
        Step("in z", Derivative(ell, z), density.diff(z)),
        *ends,
        Step(describe(family, velocity), v, velocity),
    )
    return Derivation(family, str(theta), "continuity", steps, velocity)


def anchor(family: Family, velocity: Expr, score: Expr) -> Step:
    """The closed form, which is not shown where each value of the density is an integral too."""
    return Step("anchored at the lower end", velocity, -anchored(family, score))


def describe(family: Family, velocity: Expr) -> str:
    """What kind of velocity the family states."""
    if isinstance(velocity, LatentRate):
        return "mean over the latent variate"
    return "the root's rate" if family.is_root else "in closed form"


def anchored(family: Family, score: Expr) -> Integral:
    """int_lo^z s(t) e^(l(t) - l(z)) dt."""
    z, t = family.variable, Symbol("t", real=True)
    assert family.log_density is not None
    drop = family.log_density.subs(z, t) - family.log_density
    return Integral(score.subs(z, t) * exp(drop), (t, family.support[0], z))
