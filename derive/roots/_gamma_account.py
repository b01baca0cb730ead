"""How the rate of gamma(a) follows from its continuity equation, as equations to be typeset.

Input: nothing. Output: ``equations()``, in order: the equation in each coordinate, the ansatz, the
recurrence, and the first terms with their numbers taken from the engine's own exact expansions.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import (
    Derivative,
    Expr,
    Function,
    Integer,
    Rational,
    Subs,
    Sum,
    Symbol,
    bernoulli,
    digamma,
    exp,
    factorial,
    log,
    oo,
    rf,
    simplify,
    symbols,
)  # fmt: skip

from derive.continuity.equation import Equation
from derive.roots._gamma_equation import expansion

A, Z = symbols("a z", positive=True)
W = Symbol("w", real=True)
K, N = symbols("k n", integer=True, nonnegative=True)
V, C = Function("V"), Function("C")
B, A_N, B_N = Function("b"), Function("A"), Function("B")

#: Constants and terms that are written out.
SHOWN = 4


def equations() -> tuple[Equation, ...]:
    """The whole account: around the mode, at z = 0, in the right tail."""
    return (*around_the_mode(), *at_zero(), *in_the_tail())


def around_the_mode() -> Iterator[Equation]:
    """The expansion in 1/a in the coordinate w = log(z/a)."""
    growth = exp(W) - 1
    yield Equation(
        "mass is preserved, in w = log(z/a), V = d log z/da",
        A * growth * V(W),
        Derivative(V(W), W) + W + log(A) - digamma(A),
    )
    yield Equation("ansatz", V(W), Sum(C(K, W) * A ** (-K - 1), (K, 0, oo)))
    yield Equation("constants to be found", log(A) - digamma(A), Sum(B(K) * A**-K, (K, 1, oo)))
    yield Equation("power 0 of a", C(0, W), W / growth)
    yield Equation(
        "the generating function of the Bernoulli numbers",
        W / growth,
        Sum(bernoulli(N, evaluate=False) * W**N / factorial(N), (N, 0, oo)),
        "DLMF 24.2.1",
    )
    yield Equation("power -k-1 of a", C(K + 1, W), (Derivative(C(K, W), W) + B(K + 1)) / growth)
    yield Equation(
        "regular at w = 0, where the denominator vanishes",
        B(K + 1),
        -Subs(Derivative(C(K, W), W), W, 0),
    )
    yield from first_constants()
    yield Equation("first term", C(1, W), first_term())


def first_constants() -> Iterator[Equation]:
    """The b_k that regularity gives, as the engine found them."""
    for k, value in enumerate(expansion().constants[:SHOWN], 1):
        yield Equation(
            "regular at w = 0: b(2j) = B(2j)/(2j)",
            B(Integer(k)),
            Rational(value.numerator, value.denominator),
            "DLMF 5.11.2, derived here",
        )


def first_term() -> Expr:
    """C_1 in closed form."""
    growth = exp(W) - 1
    b_1 = expansion().constants[0]
    slope = (W / growth).diff(W)
    return simplify((slope + Rational(b_1.numerator, b_1.denominator)) / growth)


def at_zero() -> Iterator[Equation]:
    """The endpoint series."""
    yield Equation(
        "mass is preserved, in z",
        Z * Derivative(V(Z), Z) + (A - Z) * V(Z),
        digamma(A) - log(Z),
    )
    series = Sum(Z**N * (A_N(N) * (digamma(A) - log(Z)) + B_N(N)), (N, 0, oo))
    yield Equation("ansatz without 1/p, no mass passing through 0", V(Z), series)
    yield Equation("power n of z, with log z", (A + N) * A_N(N), A_N(N - 1), "A(-1) = 1 at n = 0")
    yield Equation("power n of z, without", (A + N) * B_N(N), B_N(N - 1) + A_N(N), "B(-1) = 0")
    yield Equation("solved", A_N(N), 1 / rf(A, N + 1))
    total = Sum(Z**N / rf(A + 1, N) * (digamma(A + 1 + N) - log(Z)), (N, 0, oo))
    yield Equation("summed, B(n) being -dA(n)/da", V(Z), total / A)


def in_the_tail() -> Iterator[Equation]:
    """The asymptotic series in 1/z."""
    falling = Sum(Z ** (-N - 1) * (A_N(N) * (log(Z) - digamma(A)) + B_N(N)), (N, 0, oo))
    yield Equation("ansatz", V(Z), falling, "z to infinity")
    yield Equation("power -n of z, with log z", A_N(N), (A - N) * A_N(N - 1), "A(0) = 1")
    yield Equation("power -n of z, without", B_N(N), (A - N) * B_N(N - 1) + A_N(N - 1), "B(0) = 0")
