"""Map cases: two members of a family, realisations of the one, and how wrong an image is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np
import scipy.stats
from mpmath import mp

from benchmarks.cases import Array, draw_standard
from derive.catalogue import load
from derive.domain import LOC, SCALE
from derive.family import Family
from derive.oracle.law import lighter, pdf, support, tail
from derive.oracle.search import inner_doubles
from derive.points import draw_moderate
from derive.sample import generator
from derive.transport.closed import closed_image
from derive.transport.matched import is_matched

#: Probabilities below z, and above it, at which errors are looked at.
TAILS = (1e-20, 1e-3, 0.3)
EPS = 2.0**-52
#: loc and scale of the two members where they move alone.
FROM, TO = (0.25, 1.5), (-1.25, 0.75)


@dataclass(frozen=True)
class MapCase:
    """``family`` at ``theta`` and at ``tau``, and realisations at ``theta``.

    The entries are the shapes, or where none of these moves all parameters.
    """

    family: Family
    theta: dict[str, float]
    tau: dict[str, float]
    z: Array

    @property
    def kind(self) -> str:
        """``affine`` where loc and scale move alone, ``formula``, or an integral: by its ``tails``
        or along a ``path``."""
        if SCALE.name in self.theta:
            return "affine"
        if closed_image(self.family) is not None:
            return "formula"
        return "tails" if is_matched(self.family) else "path"

    @property
    def law(self) -> Any:
        return getattr(scipy.stats, self.family.name)

    def ours(self, z: Any) -> Any:
        """phidot's image."""
        transport = import_module(f"phidot.{self.family.name}").transport
        return transport(z, tuple(self.theta.values()), tuple(self.tau.values()))

    def theirs(self, z: Any) -> Any:
        """What a person writes who has scipy."""
        return self.law.ppf(self.law.cdf(z, **self.theta), **self.tau)


def draw_map_case(name: str, size: int) -> MapCase:
    """Shapes of ordinary size, the same at every run; those that are integers do not move."""
    family = load(name)
    rng = generator(family, "benchmark of the map")
    theta, tau = draw_moderate(family, rng), draw_moderate(family, rng)
    for p in family.parameters:
        if p.integer:
            tau[p.name] = theta[p.name]
    z = draw_standard(name, theta, size)
    if any(not p.integer for p in family.parameters):
        return MapCase(family, theta, tau, z)
    (loc, scale), there = FROM, dict(zip((LOC.name, SCALE.name), TO, strict=True))
    here = {LOC.name: loc, SCALE.name: scale}
    return MapCase(family, theta | here, tau | there, loc + scale * z)


def tail_points(case: MapCase) -> list[float]:
    """Realisations from one far tail to the other; scipy's, which need not be exact.

    One that has rounded to an end of the support, or beyond, has no image to compare with.
    """
    law = case.law(**case.theta)
    if case.kind == "affine":
        found = [attempt(q, u) for q in (law.ppf, law.isf) for u in TAILS[1:]]
        return sorted({z for z in found if np.isfinite(z)})
    found = [attempt(q, u) for q in (law.ppf, law.isf) for u in TAILS]
    low, high = map(float, support(case.family, case.theta))
    return sorted({z for z in found if low < z < high and np.isfinite(z)})


def attempt(function: Callable[[float], Any], argument: float) -> float:
    """The number; nan where scipy raises instead, as for far quantiles of ncf."""
    try:
        return float(function(argument))
    except OverflowError:
        return float("nan")


def worst(case: MapCase, points: Sequence[float], images: Sequence[float]) -> float:
    """The largest error of the images; infinite where one is nan or has no digit."""
    off = miss_affine if case.kind == "affine" else miss
    return max(off(case, z, y) for z, y in zip(points, images, strict=True))


def miss_affine(case: MapCase, z: float, image: float) -> float:
    """The error of loc' + scale' (z - loc)/scale, by rational arithmetic, in the same units."""
    if not np.isfinite(image):
        return float("inf")
    loc, scale, loc_to, scale_to = (
        Fraction(entries[p.name]) for entries in (case.theta, case.tau) for p in (LOC, SCALE)
    )
    stretch, exact = scale_to / scale, Fraction(image)
    true = loc_to + stretch * (Fraction(z) - loc)
    terms = stretch * (abs(Fraction(z)) + abs(loc) + 2 * abs(Fraction(z) - loc)) + abs(loc_to)
    return float(abs(exact - true) / max(abs(true), terms) / Fraction(EPS))


def miss(case: MapCase, z: float, image: float) -> float:
    """The error of one image by the oracle's lighter tail, in eps * max(1, condition number).

    An image that has rounded to an end is compared from the next double inside.
    """
    if not np.isfinite(image) or image == 0.0:
        return float("inf")
    variable = case.family.variable.name
    with mp.workdps(40):
        low, high = inner_doubles(*support(case.family, case.tau))
        inside = float(min(max(image, low), high))
        start, end = case.theta | {variable: mp.mpf(z)}, case.tau | {variable: mp.mpf(inside)}
        side = lighter(case.family, start)
        before, density = pdf(case.family, start), pdf(case.family, end)
        missed = tail(case.family, end, side) - tail(case.family, start, side)
        if not density or abs(missed) >= abs(density * inside):
            return float("inf")
        off = float(abs(missed / density / inside))
        return off / EPS / max(1.0, condition(case, z, inside, float(before / density)))


def condition(case: MapCase, z: float, image: float, stretch: float) -> float:
    """sum |x_i dphi/dx_i|/|phi| over z and all shapes; ``stretch`` is dphi/dz."""
    module = import_module(f"phidot.{case.family.name}")
    theta, tau = tuple(case.theta.values()), tuple(case.tau.values())
    total = abs(z * stretch)
    for p, start, end in zip(case.family.parameters, theta, tau, strict=True):
        if not p.integer:
            velocity = getattr(module, f"dz_d{p.name}")
            total += abs(start * velocity(z, *theta) * stretch) + abs(end * velocity(image, *tau))
    return float(total / abs(image))
