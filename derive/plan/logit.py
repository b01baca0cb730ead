"""Logit: a quantile function written in t = log(u/(1 - u)), so that both tails keep their digits.

Input: Q(u; theta). Output: expressions in t. With a = log u and b = log(1 - u), both negative and
a - b = t, a power of u is an exponential of a multiple of a, and u itself never comes near 1. A
difference of exponentials is written as a mean,

    e^A - e^B = (A - B) M(A, B),        M(A, B) = the integral of e^(B + (A - B) s) over 0 < s < 1,

which neither cancels nor overflows, and in which a factor of A - B that stands below cancels: a
shape's removable singularity goes with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sympy import (
    Abs,
    Add,
    Expr,
    Float,
    Function,
    Integer,
    Max,
    Mul,
    Piecewise,
    Pow,
    Symbol,
    UnevaluatedExpr,
    exp,
    expand,
    expand_log,
    factor_list,
    fraction,
    log,
    powsimp,
    together,
)  # fmt: skip
from sympy.core.function import ArgumentIndexError

from derive.family import Family, U
from derive.functions import (
    T,
    expm1_lag,
    expm1_ratio,
    log_softplus,
    logistic,
    softplus,
    softplus_quotient,
)

#: The least normal double: where dQ/dt underflows there is nothing left to move by.
LEAST = Float(2.0**-1022)
#: log u and log(1 - u).
A, B = Symbol("log(u)", negative=True), Symbol("log(1 - u)", negative=True)


class mean(Function):  # type: ignore[misc]
    """M(A, B) = (e^A - e^B)/(A - B)."""

    nargs = 2
    is_positive = True

    def fdiff(self, argindex: int = 1) -> Expr:
        return lever(*(self.args if argindex == 1 else reversed(self.args)))


class lever(Function):  # type: ignore[misc]
    """The integral of s e^(B + (A - B) s) over 0 < s < 1, which is dM/dA."""

    nargs = 2

    def fdiff(self, argindex: int = 1) -> Expr:
        raise ArgumentIndexError(self, argindex)


@dataclass(frozen=True)
class Curve:
    """Q, dQ/dt, the logarithmic derivative of dQ/dt, all in ``T`` and the shapes."""

    value: Expr
    slope: Expr
    bend: Expr


@cache
def in_logarithms(family: Family) -> Expr:
    """Q in a and b, each power an exponential."""
    assert family.quantile is not None
    return gather_sums(translate(family.quantile))


def translate(node: Expr) -> Expr:
    """From the outside inwards: 1 - u must be met before u."""
    if not node.has(U):
        return node
    if node.is_rational_function(U) and node.free_symbols == {U}:
        return factor_level(node)
    if isinstance(node, Pow) and not node.exp.is_Integer:
        return exp(node.exp * expand_log(log(translate(node.base))))
    if isinstance(node, log):
        return expand_log(log(translate(node.args[0])))
    return node.func(*map(translate, node.args))


def factor_level(node: Expr) -> Expr:
    """A rational function of u, its factors u and 1 - u as exponentials of a and b."""
    result: Expr = Integer(1)
    for part, sign in zip(fraction(together(node)), (1, -1), strict=True):
        constant, factors = factor_list(part, U)
        result *= constant**sign
        for factor, power in factors:
            result *= replace_factor(factor) ** (sign * power)
    return result


def replace_factor(factor: Expr) -> Expr:
    """u, 1 - u, or another polynomial in u."""
    if factor == U - 1:
        return -exp(B)
    return factor.subs(U, exp(A))


def curve(family: Family) -> Curve:
    """What the inversion of the family's quantile function evaluates."""
    raw = in_logarithms(family)
    slope = spread(along(raw))
    return Curve(*map(write, (pair(raw), pair(slope), pair(ratio(along(slope), slope)))))


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


def pair(expression: Expr) -> Expr:
    """c e^A - c e^B to c (A - B) M(A, B), wherever it stands, a logarithm of that to a sum."""
    paired = expression.replace(lambda e: isinstance(e, Add), pair_terms)
    return paired.replace(lambda e: isinstance(e, log), split_logarithm)


def split_logarithm(node: Expr) -> Expr:
    """log(f g) to log f + log g, of positive factors."""
    (x,) = node.args
    factors = [-s for s in (A, B) if {s, Integer(-1)} <= {*x.args}]
    factors += Mul.make_args(x / Mul(*factors))
    if x.is_Mul and len(factors) > 1 and all(map(is_positive, factors)):
        return Add(*(log(f) for f in factors if f != 1))
    return node


def pair_terms(total: Expr) -> Expr:
    terms = list(total.args)
    for i, first in enumerate(terms):
        for j in range(i + 1, len(terms)):
            found = match(first, terms[j])
            if found is not None:
                rest = [t for k, t in enumerate(terms) if k not in (i, j)]
                return found if not rest else pair_terms(Add(found, *rest))
    return total


def match(first: Expr, second: Expr) -> Expr | None:
    """The mean that two terms make together; None where they do not differ by a sign."""
    (c, x), (d, y) = split(first), split(second)
    if c + d != 0 or x == y:
        return None
    return c * gather(x - y) * mean(gather(x), gather(y))


def split(term: Expr) -> tuple[Expr, Expr]:
    """c and x of a term c e^x."""
    powers = [f for f in Mul.make_args(term) if isinstance(f, exp)]
    return term / Mul(*powers), Add(*(p.args[0] for p in powers))


def gather(combination: Expr) -> Expr:
    """c a - c b as c t."""
    combination = expand(combination, log=False)
    c, d = (combination.coeff(s) for s in (A, B))
    return combination - c * A - d * B + c * T if c != 0 and c + d == 0 else combination


def gather_sums(expression: Expr) -> Expr:
    """Every sum in terms of t as far as it is one."""
    return expression.replace(lambda e: isinstance(e, Add), gather)


def write(expression: Expr) -> Expr:
    """In T, by functions that have kernels."""
    means = gather_sums(expression).replace(mean, write_mean).replace(lever, write_lever)
    logs = means.replace(lambda e: isinstance(e, log), write_logarithm)
    whole = logs.replace(lambda e: isinstance(e, exp), write_level)
    soft = whole.subs({A: -softplus(-T), B: -softplus(T)})
    return soft.replace(lambda e: isinstance(e, Mul), join)


def write_level(node: Expr) -> Expr:
    """u and 1 - u to whole powers by the logistic function."""
    total, factor = expand(node.args[0], log=False), Integer(1)
    for symbol, level in ((A, logistic(T)), (B, logistic(-T))):
        for term in Add.make_args(total):
            count = term.coeff(symbol)
            if term == count * symbol and count.is_Integer:
                total, factor = total - term, factor * level**count
    return factor * exp(total)


def write_mean(a: Expr, b: Expr) -> Expr:
    """e^max(A, B) (e^x - 1)/x with x = -|A - B|."""
    return Max(exp(a), exp(b)) * expm1_ratio(-Abs(gather(a - b)))


def write_lever(a: Expr, b: Expr) -> Expr:
    """The same with the derivative of (e^x - 1)/x, seen from the larger of A and B."""
    x = -Abs(gather(a - b))
    part = Piecewise((expm1_lag(x), gather(a - b) < 0), (expm1_ratio(x) - expm1_lag(x), True))
    return Max(exp(a), exp(b)) * part


#: log(-a) and log(-b) by a function that does not underflow before its logarithm is taken.
SOFT: dict[Expr, Expr] = {-A: log_softplus(-T), -B: log_softplus(T)}


def write_logarithm(node: Expr) -> Expr:
    """Of a product of positive factors the sum; of a larger exponential the larger exponent."""
    (x,) = node.args
    if x in SOFT:
        return SOFT[x]
    if is_larger(x):
        return Max(*(log(f) for f in x.args))
    parts = split_logarithm(node)
    return node if parts == node else parts.replace(lambda e: isinstance(e, log), write_logarithm)


def is_larger(node: Expr) -> bool:
    """The larger of exponentials."""
    return isinstance(node, Max) and all(f == 1 or isinstance(f, exp) for f in node.args)


def is_positive(factor: Expr) -> bool:
    return isinstance(factor, expm1_ratio | Max) or bool(factor.is_positive)


def join(product: Expr) -> Expr:
    """u/-log(1 - u) and e^x/max(e^A, e^B), of which both sides vanish or overflow together."""
    for t in (T, -T):
        while logistic(t) in product.args and 1 / softplus(t) in product.args:
            product = product / logistic(t) * softplus(t) / softplus_quotient(t)
    powers = [f for f in product.args if isinstance(f, exp)]
    for factor in product.args:
        if powers and is_larger(1 / factor):
            (power, *_), larger = powers, 1 / factor
            return product / power / factor / Max(*(f / power for f in larger.args))
    return product
