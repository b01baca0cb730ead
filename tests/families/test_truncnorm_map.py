"""The map between normal laws on intervals where it is hard, against erfc at 400 digits."""

from __future__ import annotations

from math import inf

import pytest
from mpmath import mp, mpf
from phidot.truncnorm import transport

EPS, MOST, DIGITS = 2.0**-52, 4, 400
Bounds = tuple[float, float]
CASES: list[tuple[float, Bounds, Bounds]] = [
    # Members between these are worse conditioned than either, and a path passes through them.
    (4.9e-5, (0.0, 0.066), (-3.2, 0.0012)),
    # Next to a bound that moves far, becomes infinite, or is 0.
    (1e-7, (0.0, 1.0), (-3.0, inf)), (-2.999999, (-3.0, inf), (0.0, 1.0)),
    (1e-5, (0.0, inf), (2.0, 2.5)), (1 - 1e-6, (-inf, 1.0), (-inf, inf)),
    (-9.999999, (-10.0, 3.0), (-1.0, 0.0)), (1e-300, (0.0, 1.0), (0.0, 5.0)),
    (-1e-20, (-1.0, 0.0), (-1e-9, 0.0)), (19.43953101728593, (-0.1342, 19.4395311142788), (-31, 0)),
    # Bounds of all sizes, and lengths whose products underflow.
    (1.9e-188, (0.0, 4.3e-175), (0.0, 4.4e-175)), (-1e-260, (-1e-12, 1e-280), (-1e-69, -1e-188)),
    (0.3, (-0.5, 1e-300 + 0.7), (-1e-300, 1e5)), (1e5 + 1e-5, (1e5, inf), (1e-300, 1e5)),
    # Narrow, also far out, and far tails, where the law is nearly an exponential.
    (1e4 + 1e-5, (1e4, inf), (-2.0, 2.0)), (0.7, (-1.0, 1.0), (1e4, inf)),
    (3.0, (-inf, inf), (-1e4 - 1e-12 * 1e4, -1e4)), (39.0, (0.0, inf), (-1.0, 40.0)),
    (-60.0, (-inf, inf), (-1.0, 1.0)), (-60.0, (-inf, inf), (-80.0, 1.0)),
    (500.0, (-3.0, inf), (5.0, inf)), (0.5 + 1e-13, (0.5, 0.5 + 3e-13), (8.0, 8.0 + 1e-12)),
    # An image near 0 of bounds far away on both sides, or near on one.
    (1e-10, (-30.0, 25.0), (-12.0, 40.0)), (1e-10, (-9.0, 9.0), (-inf, inf)),
    (-1e-4, (-6.0, 5.0), (-5.5, 7.0)), (1e-3, (-1.1, 1.2), (-1.3, 1.05)),
    (0.67, (0.0, inf), (-inf, inf)),
]  # fmt: skip


def mass(low: mpf, high: mpf) -> mpf:
    """Of the normal law, by the lesser tails."""
    if high <= 0:
        return mass(-high, -low)
    return (mp.erfc(low / mp.sqrt(2)) - mp.erfc(high / mp.sqrt(2))) / 2


def density(x: mpf) -> mpf:
    return mp.npdf(x) if mp.isfinite(x) else mpf(0)


@pytest.mark.parametrize(("z", "theta", "tau"), CASES)
def test_the_map_keeps_its_digits(z: float, theta: Bounds, tau: Bounds) -> None:
    """Within MOST eps * max(1, cond) of the image the mass on its lighter side is what z's is."""
    image = transport(z, theta, tau)
    with mp.workdps(DIGITS):
        (a, b), (m, n) = (tuple(map(mpf, bounds)) for bounds in (theta, tau))
        whole, whole_to = mass(a, b), mass(m, n)
        below, above = mass(a, mpf(z)) / whole, mass(mpf(z), b) / whole
        off = MOST * EPS * max(1, condition(z, image, theta, tau, below, above)) * abs(mpf(image))
        least, most = (min(max(image + d, m), n) for d in (-off, off))
        if below < above:
            assert mass(m, least) <= below * whole_to <= mass(m, most)
        else:
            assert mass(most, n) <= above * whole_to <= mass(least, n)
    assert tau[0] <= image <= tau[1]


def condition(z: float, image: float, theta: Bounds, tau: Bounds, below: mpf, above: mpf) -> mpf:
    """sum |x_i dphi/dx_i|/|phi|; a bound at infinity does not move."""
    growth = mass(*map(mpf, tau)) / mass(*map(mpf, theta))
    entries = [(z, growth), (theta[0], growth * above), (theta[1], growth * below)]
    entries += [(tau[0], above), (tau[1], below)]
    moved = [abs(mpf(x)) * density(mpf(x)) * rate for x, rate in entries if abs(x) < inf]
    return mp.fsum(moved) / density(mpf(image)) / abs(mpf(image))


def test_a_bound_may_be_infinite_and_an_end_is_carried() -> None:
    assert transport(1.0, (-inf, 1.0), (-3.0, inf)) == inf
    assert transport(-2.0, (-inf, inf), (-inf, inf)) == -2.0
    assert transport(0.0, (0.0, 1.0), (-5.0, 1.0)) == -5.0
    assert transport(-inf, (-inf, inf), (0.0, 1.0)) == 0.0
