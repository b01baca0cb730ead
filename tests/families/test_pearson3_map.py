"""The map of pearson3 next to the end that moves with the skew, and across skew 0."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from mpmath import mp, mpf
from phidot.pearson3 import dz_dskew, transport

from derive.catalogue import load
from derive.family import SpecError
from derive.transport.chart import prove_chart

EPS, MOST, DIGITS = 2.0**-52, 32, 80
CASES = [
    # Next to the finite end; the image as near, or where no double lies between it and the end.
    (-1.9976, 1.0, 1.3), (-1.9999999, 1.0, 0.9), (-1.9976, 1.0, 4.0),
    (-7.050945880547899, 0.155, 1.5),
    (0.40731143938618564, -4.910247556543834, -1.8434291003563705),
    # To or from the other side: the support's finite end is now above, now below.
    (-3.9259344654709984, -0.0677, 6.65), (3.3373041953877554, -0.43249, -2.8573),
    (23.545352774523433, 1.58967, -1.54369), (-0.999, 2.0, -2.0), (0.5, -0.3, 0.3),
    # From and to the normal law.
    (-6.5, 0.0, 1.2), (6.5, 0.0, -0.2), (9.0, 5.45, 0.0), (-1.99, 1.0, 0.0), (0.1, 0.02, 2.0),
    # Two rows of an extrapolation that agreed by chance.
    (-2.553088027089348, -2.3468391544833858, 0.07000657044252145),
]  # fmt: skip


def log_tail(x: Any, skew: float, below: bool) -> Any:
    """Of the gamma law's or of the normal law's mass on one side; -inf beyond an end."""
    if skew == 0:
        return mp.log(mp.ncdf(x if below else -x))
    a = 4 / mpf(skew) ** 2
    t = 2 / mpf(skew) * (x + 2 / mpf(skew))
    lower = below == (skew > 0)
    if t <= 0:
        return -mp.inf if lower else mpf(0)
    ends = (0, t) if lower else (t, mp.inf)
    return mp.log(mp.gammainc(a, *ends, regularized=True))


def log_density(x: Any, skew: float) -> Any:
    if skew == 0:
        return mp.log(mp.npdf(x))
    a = 4 / mpf(skew) ** 2
    t = 2 / mpf(skew) * (x + 2 / mpf(skew))
    return (a - 1) * mp.log(t) - t - mp.loggamma(a) + mp.log(2 / abs(mpf(skew)))


def is_at_end(image: float, skew: float) -> bool:
    return skew != 0 and abs(image + 2 / skew) <= 2 * EPS * abs(image)


@pytest.mark.parametrize(("z", "skew", "to"), CASES)
def test_the_map_keeps_its_digits(z: float, skew: float, to: float) -> None:
    """Tails at the image, moved by its error to either side, lie on either side of z's."""
    image = transport(z, (skew,), (to,))
    with mp.workdps(DIGITS):
        cond = 1.0 if is_at_end(image, to) else condition(z, image, skew, to)
        off = MOST * EPS * max(1.0, cond) * abs(mpf(image))
        below = log_tail(mpf(z), skew, True) < mp.log(0.5)
        kept = log_tail(mpf(z), skew, below)
        around = sorted(log_tail(image + d, to, below) for d in (-off, off))
        assert around[0] <= kept <= around[1]


def condition(z: float, image: float, skew: float, to: float) -> float:
    """sum |x_i dphi/dx_i|/|phi|."""
    stretch = float(mp.exp(log_density(mpf(z), skew) - log_density(mpf(image), to)))
    moved = abs(z) + abs(skew * dz_dskew(z, skew))
    return float((moved * stretch + abs(to * dz_dskew(image, to))) / abs(image))


def test_a_wrong_chart_is_refused() -> None:
    family = load("pearson3")
    assert family.chart is not None
    wrong = {"skew": 2 * family.chart.velocities["skew"]}
    with pytest.raises(SpecError, match="chart's velocity in skew"):
        prove_chart(replace(family, chart=replace(family.chart, velocities=wrong)))
