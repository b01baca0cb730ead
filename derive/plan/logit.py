"""Logit: a quantile function written in t = log(u/(1 - u)), so that both tails keep their digits.

Input: Q(u; theta). Output: expressions in t. With a = log u and b = log(1 - u), both negative and
a - b = t, a power of u is an exponential of a multiple of a, and u itself never comes near 1
(``level``). Differences of exponentials are means (``mean``), all is written by functions that have
kernels (``soft``).
"""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Expr, Float, Max, Symbol, UnevaluatedExpr, exp, expand, powsimp

from derive.family import Family
from derive.functions import T
from derive.plan.level import in_logarithms
from derive.plan.mean import A, B, pair
from derive.plan.soft import write

#: The least normal double: where dQ/dt underflows there is nothing left to move by.
LEAST = Float(2.0**-1022)


@dataclass(frozen=True)
class Curve:
    """Q, dQ/dt, the logarithmic derivative of dQ/dt, all in ``T`` and the shapes."""

    value: Expr
    slope: Expr
    bend: Expr


def curve(family: Family) -> Curve:
    """What the inversion of the family's quantile function evaluates."""
    raw = in_logarithms(family)
    slope = spread(along(raw))
    return Curve(*map(write, (pair(raw), pair(slope), pair(ratio(along(slope), slope)))))


def movement(family: Family, theta: Symbol) -> Expr:
    """dQ/dtheta in t."""
    return write(pair(in_logarithms(family)).diff(theta))


def corrected(family: Family, theta: Symbol, level: Expr) -> Expr:
    """v at t = ``level``, moved along the curve by what Q(t) misses of z.

    v = Q_theta + Q_theta_t (z - Q)/Q_t: a rounding error of t, or one in an exponential that all
    four share, drops out in the first order. In a heavy tail t alone has lost log2(t) bits.
    """
    raw = in_logarithms(family)
    slope = spread(along(raw))
    turn, slope, value = map(write, (pair(slope).diff(theta), pair(slope), pair(raw)))
    # Held together: the product of the other two may overflow.
    left = UnevaluatedExpr((family.variable - value) / Max(slope, LEAST))
    return (movement(family, theta) + turn * left).subs(T, level)


def spread(expression: Expr) -> Expr:
    """Term by term, so that a shape in a denominator cancels; one exponential a term."""
    whole = expression.replace(is_sum_below, lambda e: pair(e.base) ** e.exp)
    terms = Add.make_args(expand(whole, log=False, power_exp=False))
    return Add(*(powsimp(t, combine="exp") for t in terms))


def is_sum_below(node: Expr) -> bool:
    """A denominator that would be multiplied out."""
    return bool(node.is_Pow and isinstance(node.base, Add) and node.exp.is_Integer and node.exp < 0)


def ratio(above: Expr, below: Expr) -> Expr:
    """The quotient, in which the exponentials cancel where ``below`` is one term."""
    return above / below if isinstance(below, Add) else spread(above / below)


def along(expression: Expr) -> Expr:
    """d/dt: da/dt = 1 - u and db/dt = -u."""
    inner = exp(B) * expression.diff(A) - exp(A) * expression.diff(B)
    return inner + expression.diff(T)
