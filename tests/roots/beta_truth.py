"""The rate of beta(a, b) by definitions that are not how the kernel sums."""

from __future__ import annotations

from typing import Any

from mpmath import mp, mpf

from tests.roots.gauss import nodes

EPS = 2.0**-52
Point = tuple[float, float, float, float]


def exact(point: Point) -> tuple[Any, Any, Any, Any]:
    """The point with the smaller of x and y as given, the other its complement."""
    x, y, a, b = map(mpf, point)
    return (x, 1 - x, a, b) if x <= y else (1 - y, y, a, b)


def truth(point: tuple[Any, Any, Any, Any]) -> Any:
    """Y by definitions that are not how the kernel sums: at least 25 digits."""
    x, y, a, b = point
    if min(x, y) * (a + b) < 60 and min(x, y) < 0.6:
        return by_series(x, y, a, b)
    return by_score(x, y, a, b)


def by_series(x: Any, y: Any, a: Any, b: Any) -> Any:
    """The series at the nearer end, each term with its own digamma difference."""
    with mp.workdps(110):
        n, left = a + b, x < y
        start, step = (a, x) if left else (b, y)
        log_x = mp.log(x) if left else mp.log1p(-y)
        factor = (
            mp.digamma(a + 1) - mp.digamma(n) - log_x
            if left
            else log_x + mp.digamma(n) - mp.digamma(a)
        )
        total, term, k = mpf(0), mpf(1), 0
        while term > mpf(10) ** -95:
            total += term * factor
            factor += (1 / (a + 1 + k) if left else 0) - (1 if left else -1) / (n + k)
            term *= step * (n + k) / (start + 1 + k)
            k += 1
        return total / start


def by_score(x: Any, y: Any, a: Any, b: Any) -> Any:
    """DESIGN 1e in the coordinate logit x, from the end on whose side the score has one sign."""
    with mp.workdps(50):
        n = a + b
        log_x = mp.log(x) if x < y else mp.log1p(-y)
        score = log_x + mp.digamma(n) - mp.digamma(a)
        left = score < 0
        inner, outer = (a, x) if left else (b, y)

        def fall(t: Any) -> Any:
            """log of x (left) or y (right) at the distance t, less that at the point, plus t."""
            return -mp.log1p(outer * mp.expm1(-t))

        reach = distance(lambda t: inner * t - n * fall(t), 90, 1 / (1 + n))

        def integrand(u: Any) -> Any:
            t = reach * (u + u * u) / 2
            moved = fall(t)
            there = score + moved - (t if left else 0)
            return (u + mpf(1) / 2) * there * mp.exp(n * moved - inner * t)

        return (-1 if left else 1) * reach * mp.fsum(w * integrand(u) for w, u in nodes())


def distance(drop: Any, target: float, start: Any) -> Any:
    """Where a function that ends up increasing reaches ``target``; it is below it at ``start``."""
    low, high = start, start
    while drop(high) < target:
        low, high = high, 2 * high
    while high > 1.01 * low:
        middle = (low + high) / 2
        low, high = (middle, high) if drop(middle) < target else (low, middle)
    return high


def deviation(got: float, point: Point) -> float:
    """The relative error in eps, with no allowance for the condition."""
    with mp.workdps(40):
        return float(abs(mpf(got) / truth(exact(point)) - 1)) / EPS
