"""Realisations by the thousand: doubles in the middle, far into both tails and of any magnitude.

Input: a family, its shapes, a random generator. Output: one double inside the support. Quantiles
are scipy's, which is quick; a quantile that is wrong only moves the point. ``derive.sample`` draws
the fewer points whose tail probability must be known.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from math import exp, inf, isfinite
from random import Random
from typing import Any

import numpy as np
from mpmath import mp

from derive.family import Family
from derive.oracle.law import support
from derive.oracle.search import inner_doubles
from derive.sample import DEEPEST, SHALLOWEST, log_uniform

#: Magnitudes of z and of distances from an end; from an end that is not 0, the least relative one.
LEAST, MOST, CLOSEST = 1e-300, 1e300, 1e-16
#: Draws until the middle of the support is taken.
ATTEMPTS = 20

Way = Callable[[Any, tuple[float, float], Random], float]


def draw(family: Family, shapes: Mapping[str, float], rng: Random) -> float:
    """One double inside the support, the same for the same state of ``rng``."""
    with mp.workdps(20):
        low, high = inner_doubles(*support(family, shapes))
    law = freeze(family, shapes)
    for _ in range(ATTEMPTS):
        way = rng.choice((in_the_tail, in_the_tail, in_the_middle, by_magnitude))
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            z = float(way(law, (low, high), rng))
        if low < z < high:
            return z
    return (max(low, -1.0) + min(high, 1.0)) / 2


def freeze(family: Family, shapes: Mapping[str, float]) -> Any:
    """scipy's law; imported here, for the other commands do without scipy."""
    import scipy.stats

    return getattr(scipy.stats, family.name)(**shapes)


def in_the_tail(law: Any, ends: tuple[float, float], rng: Random) -> float:
    """By the logarithm of a tail probability, spread over its magnitudes down to 1e-300."""
    probability = exp(-log_uniform(SHALLOWEST, DEEPEST, rng))
    z: float = rng.choice((law.ppf, law.isf))(probability)
    return z


def in_the_middle(law: Any, ends: tuple[float, float], rng: Random) -> float:
    z: float = law.ppf(rng.random())
    return z


def by_magnitude(law: Any, ends: tuple[float, float], rng: Random) -> float:
    """By the magnitude of z, or of its distance from a finite end."""
    low, high = ends
    sides = [(e, s) for e, s in ((low, 1), (high, -1)) if isfinite(e)] or [(0.0, 1), (0.0, -1)]
    centre, side = rng.choice(sides)
    least = LEAST if abs(centre) <= LEAST else abs(centre) * CLOSEST
    most = MOST if high - low == inf else high - low
    return centre + side * log_uniform(least, most, rng)
