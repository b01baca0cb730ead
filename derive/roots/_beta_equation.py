"""The equation that the rate of beta(a, b) obeys, and its expansion for large a, any b.

Y = d logit x/d a, n = a + b, mu = a/n, w = log(x/mu). In the coordinate logit x the log-density is
a log x + b log(1 - x) - log B(a, b), so the continuity equation (DESIGN 1c) is

    a (e^w - 1) Y = (1 - mu e^w) Y_w + w + [log a - psi(a)] - [log n - psi(n)].

Y = sum C_k(w) a^(-k-1) with C_0 = w/(e^w - 1), and the C_k are polynomials in mu of degree k: the
expansion is uniform in b. It converges like the one of gamma(a), which it is for mu = 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from mpmath import mpf

from derive.continuity import uniform
from derive.continuity.series import Series, exponential
from derive.continuity.uniform import TurningPoint
from derive.roots._fixed_point import Tensor, fixed, times

Real = Any

# Orders in 1/a and terms in w that leave less than 1e-18 for a >= 10 and |w| <= 1.25.
ORDERS = 22
TERMS = 44


def turning_point(mu: Real, length: int) -> TurningPoint:
    """The equation above at one ``mu``."""
    powers = [mpf(c.numerator) / c.denominator for c in exponential(length)]
    growth = (mpf(0), *powers[1:])
    slope = (1 - mu, *(-mu * c for c in powers[1:]))
    return TurningPoint(large=growth, slope=slope, sources=((mpf(0), mpf(1)),))


@cache
def orders_at(mu: Real) -> tuple[Series, ...]:
    """C_1, C_2, ... at ``mu`` as series in w, at the precision of the first call."""
    length = TERMS + 2 * ORDERS + 1
    return uniform.expand(turning_point(mu, length), ORDERS, TERMS).coefficients[1:]


def corrections(mu: Real, ws: Sequence[Real], inverses: Sequence[Real]) -> Tensor:
    """a (a Y - C_0) at ``mu`` in fixed point: a row for each 1/a in ``inverses``, along it the w.

    In integers, since these are the products of large tables.
    """
    orders = fixed([c[: TERMS + 1] for c in orders_at(mu)])
    in_w = fixed([powers(w, TERMS + 1) for w in ws])
    in_inverse = fixed([powers(c, len(orders)) for c in inverses])
    return times(in_inverse, times(orders, in_w.T))


def powers(x: Real, count: int) -> list[Real]:
    """1, x, x^2, ..."""
    return [x**k for k in range(count)]
