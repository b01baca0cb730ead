"""Mean: a difference of exponentials as a multiple of their mean over a segment.

    e^A - e^B = (A - B) M(A, B),        M(A, B) = the integral of e^(B + (A - B) s) over 0 < s < 1,

which neither cancels nor overflows, and in which a factor of A - B that stands below cancels: a
shape's removable singularity goes with it.
"""

from __future__ import annotations

from sympy import Add, Expr, Function, Integer, Max, Mul, Symbol, exp, expand, log
from sympy.core.function import ArgumentIndexError

from derive.functions import T, expm1_ratio

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


def pair(expression: Expr) -> Expr:
    """c e^A - c e^B to c (A - B) M(A, B), wherever it stands, a logarithm of that to a sum."""
    paired = expression.replace(lambda e: isinstance(e, Add), pair_terms)
    return paired.replace(lambda e: isinstance(e, log), split_logarithm)


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


def split_logarithm(node: Expr) -> Expr:
    """log(f g) to log f + log g, of positive factors."""
    (x,) = node.args
    factors = [-s for s in (A, B) if {s, Integer(-1)} <= {*x.args}]
    factors += Mul.make_args(x / Mul(*factors))
    if x.is_Mul and len(factors) > 1 and all(map(is_positive, factors)):
        return Add(*(log(f) for f in factors if f != 1))
    return node


def is_positive(factor: Expr) -> bool:
    return isinstance(factor, expm1_ratio | Max) or bool(factor.is_positive)
