"""Points at which checks are made: parameters by magnitude, realisations far into both tails.

Input: a Family and a random generator (``generator`` seeds one from the family's name, so that
points do not change from run to run). Output: exact doubles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from random import Random
from typing import Any

from mpmath import mp

from derive.domain import Parameter
from derive.family import Family, SpecError
from derive.oracle import density, tails
from derive.oracle.inversion import quantile
from derive.oracle.law import support, tail, value, ways
from derive.oracle.removable import across, ends
from derive.oracle.search import inner_doubles, solve_log_tail

#: Digits at which tails are evaluated here, and the range of -log(tail probability) of points.
DIGITS, SHALLOWEST, DEEPEST = 20, 0.7, 690.0
#: The same where only its logarithm is a double.
REMOTE = (750.0, 3000.0)
#: Beneath it a double has fewer digits than others.
LEAST = 2.0**-1022
#: Default ranges of magnitudes for positive and for real parameters; widths of closed ends.
POSITIVE, REAL, ENDS = (1e-2, 1e2), (1e-9, 5.0), (1e-6, 1e-1)
#: Laws whose tails are integrals: their order of magnitude will do to choose points.
ROUGH = {"pdf": density.rough_tail, "log_density": tails.rough_tail}
#: On the whole line an integral from farther out takes minutes for its digits.
FARTHEST = 1e6
#: Draws until a search is given up; tails below 2^-UNSEEN are as good as 0.
ATTEMPTS, UNSEEN = 1000, 1 << 20


@dataclass(frozen=True)
class Point:
    """One argument of the standard member: shapes and realisation, all exact doubles."""

    family: str
    parameters: Mapping[str, float]
    z: float


def generator(family: Family, purpose: str = "") -> Random:
    """A random generator whose seed depends on the family's name and the purpose alone."""
    return Random(sha256(f"{family.name}/{purpose}".encode()).digest())


def draw_points(family: Family, n: int, purpose: str = "", each: int = 8) -> list[Point]:
    """``n`` points, ``each`` realisations to a set of parameters."""
    rng, points = generator(family, purpose), list[Point]()
    while len(points) < n:
        parameters = draw_parameters(family, rng)
        for z in draw_realisations(family, parameters, rng, min(each, n - len(points))):
            points.append(Point(family.name, parameters, z))
    return points


def draw_parameters(family: Family, rng: Random) -> dict[str, float]:
    """Shapes inside their domains and the family's constraints; SpecError if none are found."""
    for _ in range(ATTEMPTS):
        drawn = {p.name: draw_parameter(p, rng) for p in family.parameters}
        if all(value(c, drawn) for c in family.constraints):
            return drawn
    raise SpecError(
        f"family {family.name}: no parameters in {ATTEMPTS} draws meet its constraints; "
        "give its parameters a tested range in which they are met"
    )


def draw_parameter(parameter: Parameter, rng: Random) -> float:
    """One value: log-uniform, or on a finite interval uniform and close to both ends."""
    low, high = (float(e) for e in ends(parameter))
    finite = high - low < float("inf")
    if finite and parameter.tested is None:
        return inside(parameter, between(low, high, rng))
    smallest, largest = parameter.tested or (REAL if low < 0 else POSITIVE)
    if parameter.integer:
        return float(rng.randint(int(max(low, smallest, 1)), int(largest)))
    if low >= 0:
        above = 0.0 if parameter.tested else low
        return inside(parameter, above + log_uniform(smallest, largest, rng))
    if low > -float("inf") or smallest < 0:
        return inside(parameter, rng.uniform(smallest, largest))
    magnitude = log_uniform(smallest, largest, rng) if rng.random() < 0.9 else 0.0
    return inside(parameter, magnitude * rng.choice((-1, 1)) + 0.0)


def inside(parameter: Parameter, x: float) -> float:
    """``x``, or the middle of the domain where rounding put x on an open end."""
    low, high = (float(e) for e in ends(parameter))
    above = x >= low if parameter.includes_lower else x > low
    below = x <= high if parameter.includes_upper else x < high
    return x if above and below else (max(low, -1e3) + min(high, 1e3)) / 2


def between(low: float, high: float, rng: Random) -> float:
    """A number on a finite interval, half of the time near one of its ends."""
    gap = (high - low) * log_uniform(*ENDS, rng)
    return rng.choice((rng.uniform(low, high), rng.uniform(low, high), low + gap, high - gap))


def log_uniform(smallest: float, largest: float, rng: Random) -> float:
    """A magnitude, uniform in its logarithm."""
    if smallest <= 0 or smallest == largest:
        return rng.uniform(smallest, largest)
    return float(mp.exp(rng.uniform(float(mp.log(smallest)), float(mp.log(largest)))))


def draw_realisations(
    family: Family, parameters: Mapping[str, float], rng: Random, n: int
) -> list[float]:
    """``n`` doubles inside the support: by quantile in both tails and by distance from its ends.

    The logarithm of the tail probability is spread over its magnitudes, down to 1e-300, as far
    as doubles resolve the tail. SpecError where hardly any draw falls inside the support.
    """
    drawn: list[float] = []
    with mp.workdps(DIGITS):
        ends_of_support = support(family, parameters)
        for _ in range(ATTEMPTS):
            way = rng.choice((by_quantile, by_quantile, by_quantile, by_magnitude))
            z = way(family, parameters, ends_of_support, rng)
            drawn += [] if z is None else [z]
            if len(drawn) >= n:
                return drawn
    raise SpecError(
        f"family {family.name}: only {len(drawn)} of {ATTEMPTS} draws of z lie inside the support "
        f"at {dict(parameters)}"
    )


def log_tail(family: Family, parameters: Mapping[str, float], z: float, upper: bool) -> float:
    """The natural logarithm of a tail probability at ``z``; -inf where it is 0.

    Of a family known by its density only, the order of magnitude: quadrature is too slow here.
    """
    return recall_log_tail(family, tuple(parameters.items()), z, upper, mp.prec)


@lru_cache(1 << 14)
def recall_log_tail(
    family: Family, parameters: tuple[tuple[str, float], ...], z: float, upper: bool, _: int
) -> float:
    """The same; searches for several probabilities begin at the same few points."""
    evaluate = ROUGH.get(ways(family)[0], tail)
    point = {**dict(parameters), family.variable.name: z}
    probability = across(family, point, lambda p: evaluate(family, p, upper))
    seen = probability > 0 and mp.mag(probability) > -UNSEEN
    return float(mp.log(probability)) if seen else float("-inf")


def draw_remote(family: Family, n: int, purpose: str) -> list[Point]:
    """At most ``n`` points in tails that are no doubles, where these reach so far."""
    rng, points = generator(family, purpose), list[Point]()
    for _ in range(2 * n):
        parameters = draw_parameters(family, rng)
        with mp.workdps(DIGITS):
            edges = support(family, parameters)
            z = by_quantile(family, parameters, edges, rng, REMOTE)
        if z is not None and abs(z) > LEAST:
            points.append(Point(family.name, parameters, z))
        if len(points) == n:
            break
    return points


def by_quantile(
    family: Family, parameters: Mapping[str, float], edges: tuple[Any, Any], rng: Random,
    depths: tuple[float, float] = (SHALLOWEST, DEEPEST),
) -> float | None:  # fmt: skip
    """A double whose tail probability is drawn; None where doubles do not reach it."""
    upper, target = rng.random() < 0.5, -log_uniform(*depths, rng)
    if family.quantile is not None:
        low, high = inner_doubles(*edges)
        z = float(quantile(family, parameters, mp.mpf(-target if upper else target)))
        return z if low < z < high else None
    low, high = inner_doubles(*edges)
    if ways(family)[0] in ROUGH and mp.isinf(low) and mp.isinf(high):
        low, high = -FARTHEST, FARTHEST
    return solve_log_tail(
        lambda z: log_tail(family, parameters, z, upper), target, low, high, upper
    )


def by_magnitude(
    family: Family, parameters: Mapping[str, float], edges: tuple[Any, Any], rng: Random
) -> float | None:
    """A double at a drawn distance from a finite end or from 0; None if its tail is too light."""
    low, high = inner_doubles(*edges)
    centre, side = rng.choice(
        [(e, s) for e, s in ((low, 1), (high, -1)) if abs(e) < float("inf")]
        or [(0.0, 1), (0.0, -1)]
    )
    smallest = 1e-300 if centre == 0 else abs(centre) * 1e-16
    z = centre + side * log_uniform(smallest, min(high - low, 1.0), rng)
    if not low < z < high:
        return None
    lightest = min(log_tail(family, parameters, z, upper) for upper in (False, True))
    return z if lightest >= -DEEPEST else None
