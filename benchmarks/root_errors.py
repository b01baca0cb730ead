"""Root errors: how far each contestant is from the oracle."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

import numpy as np
from mpmath import mp

from benchmarks.cases import Array
from benchmarks.root_cases import RootCase
from derive.catalogue import load
from derive.fuzz import judge
from derive.sample import Point


def errors(case: RootCase, velocities: Mapping[str, Array]) -> dict[str, tuple[float, float]]:
    """Largest and median relative error, where the oracle answers in time."""
    exact = list(ask_oracle(case))
    found = {}
    for who, values in velocities.items():
        each = [
            relative(v, e) for v, e in zip(values.tolist(), exact, strict=True) if e is not None
        ]
        found[who] = (max(each), median(each))
    return found


def ask_oracle(case: RootCase) -> list[mp.mpf | None]:
    """dz/da at each element; None where that takes too long."""
    family = load(case.family)
    names = [p.name for p in family.parameters]
    exact = []
    for z, *shapes in zip(case.z, *case.columns, strict=True):
        given = dict(zip(names, map(float, shapes), strict=True))
        exact.append(judge(family, "a", Point(family.name, given, float(z))))
    return exact


def relative(value: float, exact: mp.mpf) -> float:
    """The relative error; infinite for what is not a number."""
    with mp.workdps(30):
        return float(abs(mp.mpf(value) / exact - 1)) if np.isfinite(value) else float("inf")
