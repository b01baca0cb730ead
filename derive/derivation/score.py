"""The score route: v of a law that is known by its log-density, by an integral (DESIGN 1e).

Of an unnormalised log-density the score has the mean M taken off, that of d(log-density)/d theta:
the derivative of the logarithm of the normaliser, which is integrated as well.
"""

from __future__ import annotations

from sympy import Derivative, Dummy, Expr, Integral, Symbol, exp, log

from derive.derivation.notation import LOG_DENSITY, MASS, MEAN, SCORE, VELOCITY
from derive.derivation.step import Derivation, Step, velocity_sign
from derive.family import Family


def derive_score(family: Family, theta: Symbol) -> Derivation:
    """v = int_z^hi s(t) e^(l(t) - l(z)) dt = -int_lo^z of the same."""
    density, z = family.log_density, family.variable
    assert density is not None
    v, ell, s = VELOCITY(z, theta), LOG_DENSITY(z, theta), SCORE(z, theta)
    score = density.diff(theta)
    low, high = family.support
    if not family.normalised:
        score = score - MEAN(theta)
    upper = anchored(family, theta, z, high)
    steps = (
        Step("log-density", ell, density - (0 if family.normalised else log(MASS(theta)))),
        *mean(family, theta),
        Step("score", s, score),
        Step("velocity", velocity_sign(z, theta), v),
        Step(
            "mass is preserved",
            Derivative(v, z),
            -(s + v * Derivative(ell, z)),
            "∂p/∂θ + ∂(p v)/∂z = 0, divided by p",
        ),
        Step("in z", Derivative(ell, z), density.diff(z)),
        Step("anchored at the upper end", v, upper),
        Step("anchored at the lower end", v, -anchored(family, theta, low, z)),
    )
    return Derivation(family, str(theta), "score", steps, upper)


def mean(family: Family, theta: Symbol) -> tuple[Step, ...]:
    """The normaliser and the mean of d(log-density)/d theta; none where it is normalised."""
    if family.normalised:
        return ()
    density, z = family.log_density, family.variable
    assert density is not None
    whole = (z, *family.support)
    return (
        Step("normaliser", MASS(theta), Integral(exp(density), whole)),
        Step(
            "mean score",
            MEAN(theta),
            Integral(density.diff(theta) * exp(density), whole) / MASS(theta),
            "d log Z/dθ",
        ),
    )


def anchored(family: Family, theta: Symbol, low: Expr, high: Expr) -> Integral:
    """int s(t) e^(l(t) - l(z)) dt between two points."""
    z, t = family.variable, Symbol("t", **family.variable.assumptions0)
    if any(p.symbol == t for p in family.parameters):
        t = Dummy("t", **family.variable.assumptions0)
    density = family.log_density
    assert density is not None
    drop = density.subs(z, t) - density
    score = density.diff(theta).subs(z, t) - (0 if family.normalised else MEAN(theta))
    return Integral(score * exp(drop), (t, low, high))
