"""Cases of the hard roots: a law, a range of shapes, parameters as arrays or as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from benchmarks.cases import SEED, Array

FAMILIES = ("gamma", "beta")
#: Shapes are log-uniform between these; given as numbers, they are the geometric mean.
RANGES = ((0.1, 100.0), (10.0, 1000.0))


@dataclass(frozen=True)
class RootCase:
    """Realisations ``z`` of ``family`` at ``shapes``, which are arrays as long or numbers."""

    family: str
    range: tuple[float, float]
    z: Array
    shapes: tuple[Array | float, ...]

    @property
    def numbers(self) -> bool:
        return not isinstance(self.shapes[0], np.ndarray)

    @property
    def columns(self) -> tuple[Array, ...]:
        """The shapes as arrays."""
        return tuple(np.broadcast_to(s, self.z.shape).copy() for s in self.shapes)

    def cut(self, size: int) -> RootCase:
        """The first elements."""
        shapes = tuple(s if self.numbers else s[:size] for s in self.shapes)  # type: ignore[index]
        return RootCase(self.family, self.range, self.z[:size], shapes)


def draw_cases(size: int, families: Sequence[str] = FAMILIES) -> Iterator[RootCase]:
    """Every law with every range, first with arrays, then with numbers; the same at every run."""
    for family, numbers, limits in product(families, (False, True), RANGES):
        yield draw_case(family, limits, numbers, size)


def draw_case(family: str, limits: tuple[float, float], numbers: bool, size: int) -> RootCase:
    """numpy draws z from the law; what it rounds to an end of the support is drawn again."""
    random = np.random.default_rng(SEED)
    count = {"gamma": 1, "beta": 2}[family]
    low, high = np.log(limits)
    middle = float(np.exp((low + high) / 2))
    shapes = tuple(
        middle if numbers else np.exp(random.uniform(low, high, size)) for _ in range(count)
    )
    sample: Any = {"gamma": random.standard_gamma, "beta": random.beta}[family]
    z = sample(*shapes, size=size)
    while (outside := (z <= 0) | (z >= (1 if family == "beta" else np.inf))).any():
        z = np.where(outside, sample(*shapes, size=size), z)
    return RootCase(family, limits, z, shapes)
