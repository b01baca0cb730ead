"""The reference values of ``public.jsonl``: exact inputs, 25-digit velocities, conditions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np

EPS = 2.0**-52


@dataclass(frozen=True)
class Reference:
    """One point of one family: all parameters, z, and v with its condition number for each."""

    parameters: dict[str, float]
    z: float
    velocity: dict[str, Decimal]
    condition: dict[str, float]


@cache
def load() -> dict[str, list[Reference]]:
    """All points by family."""
    found: dict[str, list[Reference]] = {}
    with (Path(__file__).parent / "public.jsonl").open() as lines:
        for line in lines:
            row = json.loads(line)
            point = Reference(
                {k: float(v) for k, v in row["params"].items()},
                float(row["z"]),
                {k: Decimal(v) for k, v in row["v"].items()},
                row["cond"],
            )
            found.setdefault(row["family"], []).append(point)
    return found


def group(points: list[Reference]) -> Iterator[tuple[dict[str, float], list[Reference]]]:
    """Points with equal parameters together."""
    groups: dict[tuple[float, ...], list[Reference]] = {}
    for point in points:
        groups.setdefault(tuple(point.parameters.values()), []).append(point)
    for members in groups.values():
        yield members[0].parameters, members


def error(got: float, point: Reference, parameter: str) -> float:
    """|got - v| / (|v| eps max(1, cond)); inf for nan."""
    exact = point.velocity[parameter]
    if not np.isfinite(got):
        return float("inf")
    if exact == 0:
        return 0.0 if got == 0.0 else float("inf")
    relative = abs((Decimal(got) - exact) / exact)
    return float(relative) / (EPS * max(1.0, point.condition[parameter]))
