"""Alpha law, that of 1/x for x normal with mean a, truncated to x > 0."""

from collections.abc import Sequence
from functools import reduce

from sympy import Abs, Expr, Integer, Min, Piecewise, erfc, exp, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family
from derive.functions import expm1, mills

z, a = symbols("z a", positive=True)

mass = erfc(-a / sqrt(2))

# v = -z^2 E[1 - e^(-dT)] with d = 1/z and T of the law of x, and with Mills' ratio R that mean is
# 1 - R(d - a)/R(-a). Where z >= a + 3/2 it is summed as d s_0 (1 - d s_1 (1 - d s_2 ...)). The
# s_n = E[T^(n+1)]/((n + 1) E[T^n]) do not depend on z; each follows from the one before by parts,
# (n + 1) s_n = a + 1/s_(n-1), in positive terms. Thirty leave less than 1e-20 for every a.
BORDER, TERMS = Integer(3) / 2, 30


def growths() -> list[Expr]:
    """s_0, s_1, ..."""
    found = [a + 1 / mills(-a)]
    for n in range(1, TERMS):
        found.append((a + 1 / found[-1]) / (n + 1))
    return found


def nest(factors: Sequence[Expr], d: Expr) -> Expr:
    """1 - d s_1 (1 - d s_2 (1 - ...))."""
    return reduce(lambda inner, s: 1 - d * s * inner, reversed(factors), Integer(1))


# The minimum, never reached there, gives 1/z a name of its own: one division serves every term.
first, *others = growths()
few = -z * first * nest(others, Min(1 / z, 1 / BORDER))

# Elsewhere, for d < a: by R(-a) + R(a) = sqrt(2 pi) e^(a^2/2) the mean is a sum of two positive
# terms, in which no rounding error of d - a is multiplied by a.
beside = mills(Abs(a - 1 / z))
lower = -expm1((1 / (2 * z) - a) / z) * (1 + mills(a) / mills(-a))
near = -(z**2) * (lower + (beside - mills(a)) / mills(-a))
far = -(z**2) * (1 - beside / mills(-a))

family = Family(
    name="alpha",
    title="Alpha",
    variable=z,
    support=(0, oo),
    parameters=(positive(a),),
    cdf=erfc((1 / z - a) / sqrt(2)) / mass,
    sf=(erfc((a - 1 / z) / sqrt(2)) - erfc(a / sqrt(2))) / mass,
    pdf=sqrt(2 / pi) * exp(-((a - 1 / z) ** 2) / 2) / (z**2 * mass),
    stable={"a": Piecewise((few, z >= a + BORDER), (near, a * z > 1), (far, True))},
)
