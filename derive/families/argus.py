"""Argus law: chi^2 (1 - z^2)/2 is gamma with shape 3/2, truncated to values below chi^2/2."""

from functools import reduce
from itertools import accumulate

from sympy import Expr, Float, Integer, Piecewise, Rational, exp, sqrt, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import expm1_ratio, gaussian_moment, log1p_ratio
from derive.legendre import gauss_legendre

z, chi = symbols("z chi", positive=True)

rest = (1 - z) * (1 + z)
shape = chi**2 / 2

# v = (1 - z^2)/(chi z) (1 - M(r)/M(c)), with c = chi^2/2, r = c (1 - z^2) and M = 1F1(1; 5/2; .).
# For c <= BORDER the quotient (M(c) - M(r))/(c - r) is summed term by term, all of them positive,
# by Horner's rule for M and its divided difference.
BORDER, TERMS = Integer(4), 36
powers = list(accumulate(range(TERMS), lambda a, k: a / (Rational(5, 2) + k), initial=Integer(1)))


def step(above: tuple[Expr, Expr], power: Expr) -> tuple[Expr, Expr]:
    """One more term of a polynomial in c, and of its divided difference between c and r."""
    value, difference = above
    return power + shape * value, value + shape * rest * difference


whole, difference = reduce(step, reversed(powers), (Integer(0), Integer(0)))
small = z * rest * chi / 2 * difference / whole

# Elsewhere M(r)/M(c) = e^(r - c) N(r)/N(c) with N(t) = e^-t M(t). Where c - r is small this is
# e^-lag (1 - I), lag = c - r + (3/2) log(1 - z^2), by Gamma(3/2) - Gamma(3/2, t) in N; I is the
# integral of sqrt(t) e^-t over [r, c] divided by that over [0, c]. It is small and takes few nodes.
NEAR = Rational(3, 4)
NODES = [((1 + Float(x, 40)) / 2, Float(w, 40) / 2) for x, w in gauss_legendre(7, 40)]
slope = shape - Rational(3, 2) * log1p_ratio(-(z**2))
lag = z**2 * slope
part = sum(w * sqrt(rest + x * z**2) * exp(-shape * (rest + x * z**2)) for x, w in NODES)
share = Rational(3, 2) * part / gaussian_moment(shape)
near = z * rest / chi * (slope * expm1_ratio(-lag) + exp(-lag) * share)
quotient = exp(-shape * z**2) * gaussian_moment(shape * rest) / gaussian_moment(shape)
far = rest / (chi * z) * (1 - quotient)

family = Family(
    name="argus",
    title="Argus",
    variable=z,
    support=(0, Integer(1)),
    parameters=(positive(chi, tested=(1e-8, 1e4)),),
    sf=rest ** Rational(3, 2) * gaussian_moment(shape * rest) / gaussian_moment(shape),
    pdf=3 * z * sqrt(rest) * exp(-shape * rest) / gaussian_moment(shape),
    stable={
        "chi": Piecewise((small, shape <= BORDER), (near, shape * z**2 < NEAR), (far, True)),
    },
)
