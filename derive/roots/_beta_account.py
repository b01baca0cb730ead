"""How the rate of beta(a, b) follows from its continuity equation, as equations to be typeset.

Input: nothing. Output: ``equations()``, in order: the expansion for large a, the series at x = 0
and the shift of a, the continued fraction of the right tail.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Function, Sum, bernoulli, digamma, exp, log, oo, rf, symbols

from derive.continuity.equation import Equation

A, B_SHAPE, MU = symbols("a b mu", positive=True)
X = symbols("x", positive=True)
W = symbols("w", real=True)
K, M = symbols("k m", integer=True, nonnegative=True)
Y, C, CONSTANT, H = Function("Y"), Function("C"), Function("b"), Function("h")
ALPHA, BETA = Function("alpha"), Function("beta")
TOTAL = A + B_SHAPE


def equations() -> tuple[Equation, ...]:
    """The whole account: around the mode, left of it, right of it."""
    return (*around_the_mode(), *at_zero(), *in_the_tail())


def around_the_mode() -> Iterator[Equation]:
    """The expansion in 1/a in the coordinate w = log(x/mu), mu = a/(a + b)."""
    growth = exp(W) - 1
    difference = (log(A) - digamma(A)) - (log(A / MU) - digamma(A / MU))
    yield Equation(
        "mass is preserved, in w = log(x/mu), mu = a/(a + b), Y = d logit x/da",
        A * growth * Y(W),
        (1 - MU * exp(W)) * Derivative(Y(W), W) + W + difference,
    )
    yield Equation("ansatz", Y(W), Sum(C(K, W) * A ** (-K - 1), (K, 0, oo)))
    yield Equation("constants to be found", difference, Sum(CONSTANT(K) * A**-K, (K, 1, oo)))
    yield Equation("power 0 of a", C(0, W), W / growth)
    moved = (1 - MU * exp(W)) * Derivative(C(K, W), W)
    yield Equation("power -k-1 of a", C(K + 1, W), (moved + CONSTANT(K + 1)) / growth)
    yield Equation("regular at w = 0", CONSTANT(1), (1 - MU) / 2)
    even = bernoulli(2 * K) / (2 * K) * (1 - MU ** (2 * K))
    yield Equation("regular at w = 0", CONSTANT(2 * K), even, "k > 0; DLMF 5.11.2, derived here")


def at_zero() -> Iterator[Equation]:
    """The endpoint series, and what shifting a by one adds."""
    yield Equation(
        "mass is preserved, in x",
        X * (1 - X) * Derivative(Y(X), X),
        (TOTAL * X - A) * Y(X) - (log(X) + digamma(TOTAL) - digamma(A)),
    )
    terms = rf(TOTAL, K) / rf(A + 1, K) * X**K
    factor = digamma(A + 1 + K) - digamma(TOTAL + K) - log(X)
    yield Equation("no mass passes through 0", Y(X), Sum(terms * factor, (K, 0, oo)) / A)
    shifted = (factor.subs(K, 0) + TOTAL * X * Y(A + 1, X)) / A
    yield Equation("all terms but the first", Y(A, X), shifted, "DLMF 8.17.20")


def in_the_tail() -> Iterator[Equation]:
    """The survival function over the density in logit x, and its continued fraction."""
    yield Equation(
        "h = (1 - F)/(x (1 - x) p)",
        X * (1 - X) * Derivative(H(A, X), X),
        (TOTAL * X - A) * H(A, X) - 1,
    )
    score = log(X) + digamma(TOTAL) - digamma(A)
    yield Equation("Y = -F_a/(x (1 - x) p)", Y(X), score * H(A, X) + Derivative(H(A, X), A))
    fraction = 1 / (BETA(0) + ALPHA(1) / (BETA(1) + ALPHA(2) / Function("...")()))
    yield Equation("continued fraction", H(A, X), fraction, "DiDonato and Morris 1992, eq. 9")
    u = B_SHAPE + 2 * M
    numerator = (B_SHAPE + M - 1) * (TOTAL + M - 1) * M * (A - M) * (1 - X) ** 2
    yield Equation("its numerators", ALPHA(M), numerator / (u - 1) ** 2)
    linear = (B_SHAPE + M) * (TOTAL * X - A + 1 + M * (1 + X)) / (u + 1)
    yield Equation("its denominators", BETA(M), M + M * (A - M) * (1 - X) / (u - 1) + linear)
