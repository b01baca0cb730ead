"""Cases: one family with its shapes, loc and scale, and a sample of its law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.stats

from derive.catalogue import load
from derive.family import Family
from derive.points import draw_moderate
from derive.sample import generator

Array = npt.NDArray[np.float64]

LOC, SCALE = 0.375, 1.625
#: Realisations drawn from the law itself; the sample repeats them in random order, because
#: scipy inverts some cdfs by root-finding, a millisecond an element.
DISTINCT = 5_000
#: Of a law that takes scipy a second an element.
DISTINCT_OF = {"studentized_range": 8}
SEED = 20240607


@dataclass(frozen=True)
class Case:
    """A family at ordinary parameters (``values``, in scipy's order) and realisations of it."""

    family: Family
    values: dict[str, float]
    z: Array


def draw_case(name: str, size: int) -> Case:
    """``size`` realisations of the family at shapes of ordinary size, the same at every run."""
    family = load(name)
    shapes = draw_moderate(family, generator(family, "benchmark"))
    values = {**shapes, "loc": LOC, "scale": SCALE}
    return Case(family, values, LOC + SCALE * draw_standard(name, shapes, size))


def draw_standard(name: str, shapes: dict[str, float], size: int) -> Array:
    """Realisations at loc 0, scale 1: scipy wraps those of circular laws after locating them."""
    rng = np.random.default_rng(SEED)
    law: Any = getattr(scipy.stats, name)
    drawn: Array = law.rvs(
        **shapes, size=min(size, DISTINCT_OF.get(name, DISTINCT)), random_state=rng
    )
    return rng.choice(drawn[np.isfinite(drawn)], size)
