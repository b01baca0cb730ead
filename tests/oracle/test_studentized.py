"""The law of the range: of two variates in closed form, of k on a fine grid; and of its
studentized one: of two variates by the t law."""

from __future__ import annotations

from typing import Any

import gmpy2  # type: ignore[import-untyped]
import pytest
from mpmath import mp

from derive.oracle import normal_range, studentized
from derive.oracle.mpfr import from_mpfr
from derive.oracle.normal_tail import upper_tail

LEVEL, DIGITS = 12, 20
FINE, FAR = 24, 20


def law(k: float, place: int) -> tuple[Any, list[Any]]:
    """The range at place and the oracle's law there."""
    with mp.workdps(DIGITS):
        values = normal_range.law(mp.mpf(k), place, LEVEL, mp.prec)
    with mp.workdps(200):
        return mp.exp(mp.ldexp(mp.mpf(place), -LEVEL // 4)), [from_mpfr(v) for v in values]


@pytest.mark.parametrize("place", [-160, -24, -10, 0, 8, 16, 22, 26, 34])
def test_range_of_two(place: int) -> None:
    """From a narrow range to one whose 1 - F is e^-1200, which 1 - F must not lose."""
    w, (cdf, sf, _, density, _) = law(2.0, place)
    with mp.workdps(700):
        half = w / 2
        exact = mp.erf(half), mp.erfc(half), mp.exp(-half * half) / mp.sqrt(mp.pi)
        for value, known in zip((cdf, sf, density), exact, strict=True):
            assert abs(value / known - 1) < mp.mpf(10) ** -18


@pytest.mark.parametrize("k", [1.05, 3.7, 100.0])
@pytest.mark.parametrize("place", [-20, -9, 7, 15, 19])
def test_range_of_many(k: Any, place: int) -> None:
    """The definition on a grid of FINE points to a unit, with digits for what 1 - F loses."""
    w, values = law(k, place)
    with mp.workdps(50):
        k = mp.mpf(k)
        sums = [mp.mpf(0)] * 4
        for i in range(-FAR * FINE, FAR * FINE + 1):
            u = mp.mpf(i) / FINE
            d, far, near = interval(abs(u), w / 2), mp.npdf(u + w / 2), mp.npdf(u - w / 2)
            power, log_d = d ** (k - 2), mp.log(d)
            terms = (
                far * d * power, far * d * power * (1 + k * log_d), far * near * power,
                far * near * power * (2 * k - 1 + k * (k - 1) * log_d),
            )  # fmt: skip
            sums = [total + term / FINE for total, term in zip(sums, terms, strict=True)]
        cdf, moved, density, drift = sums
        exact = k * cdf, 1 - k * cdf, moved, k * (k - 1) * density, drift
        for value, known in zip(values, exact, strict=True):
            assert abs(value / known - 1) < mp.mpf(10) ** -18


def interval(u: Any, half: Any) -> Any:
    """P(u - half < N < u + half)."""
    root = mp.sqrt(2)
    with mp.extraprec(30):
        return (mp.erfc((u - half) / root) - mp.erfc((u + half) / root)) / 2


@pytest.mark.parametrize("x", [-9.0, -0.3, 0.0, 1e-30, 1.01, 5.02, 20.01, 50.011])
@pytest.mark.parametrize("precision", [60, 200])
def test_normal_tail(x: float, precision: int) -> None:
    with gmpy2.context(precision=precision):
        value = upper_tail(gmpy2.mpfr(x), precision)
    with gmpy2.context(precision=precision + 100):
        exact = gmpy2.erfc(gmpy2.mpfr(x) / gmpy2.sqrt(gmpy2.mpfr(2))) / 2
        assert abs(value / exact - 1) < gmpy2.mpfr(2) ** (2 - precision)


@pytest.mark.parametrize(
    ("z", "df"), [(24.0, 2000.0), (3.0, 0.2), (1e-9, 4.0), (1e40, 0.7), (60.0, 1e5)]
)
def test_studentized_range_of_two(z: float, df: float) -> None:
    """sqrt(2) |T|; at many degrees of freedom 1 - F is nearly that of the range itself."""
    point = {"z": mp.mpf(z), "k": mp.mpf(2), "df": mp.mpf(df)}
    with mp.workdps(20):
        lower, upper = (studentized.tail(point, upper=u) for u in (False, True))
    with mp.workdps(80):
        square, n = mp.mpf(z) ** 2 / 2, mp.mpf(df)
        half = mp.mpf("0.5")
        above = mp.betainc(n / 2, half, 0, n / (n + square), regularized=True)
        below = mp.betainc(half, n / 2, 0, square / (n + square), regularized=True)
        for value, known in ((upper, above), (lower, below)):
            assert abs(value / known - 1) < mp.mpf(10) ** -17
