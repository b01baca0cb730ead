"""The equation that the rate of gamma(a) obeys, in the coordinates of its expansions.

V = d log z/d a. With y = log z the log-density is a y - e^y - log Gamma(a), so the continuity
equation (DESIGN 1c) is V_y = -(y - psi(a)) - (a - e^y) V. All regimes of the root solve it.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from mpmath import mpf

from derive.continuity import uniform
from derive.continuity.endpoint import Endpoint
from derive.continuity.series import exponential
from derive.continuity.uniform import TurningPoint, Uniform

# Orders in 1/a and terms in w that leave less than 1e-20 for a >= 15 and |w| <= 1.
ORDERS = 22
TERMS = 36


def turning_point(length: int) -> TurningPoint:
    """a (e^w - 1) V = V_w + w + log a - psi(a), w = log(z/a), its last terms the constants b_k."""
    growth = (Fraction(0), *exponential(length)[1:])
    return TurningPoint(large=growth, slope=(Fraction(1),), sources=((Fraction(0), Fraction(1)),))


@cache
def expansion() -> Uniform:
    """V = sum C_k(w) a^(-k-1)."""
    return uniform.expand(turning_point(TERMS + 2 * ORDERS + 1), ORDERS, TERMS)


def endpoint(a: mpf, unit: mpf) -> Endpoint:
    """x V_x + (a - unit x) V = psi(a) - log z, x = z/unit, with 0 for psi(a) - log(unit)."""
    return Endpoint(rate=(a, -unit), logarithmic=(mpf(1),))
