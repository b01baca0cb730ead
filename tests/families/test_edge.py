"""At the ends of the support: the limit of the velocity, or nan; never another number."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from derive.catalogue import load
from derive.oracle.law import support
from derive.points import draw_bulk

#: Distances at which an end is approached, relative to its size (or from 0), and its reciprocals.
NEAR, FAR = (1e-4, 1e-8, 1e-12), (1e8, 1e16, 1e32)


def approach(end: float, side: int) -> np.ndarray[Any, Any]:
    """Points that come ever closer to an end."""
    if np.isinf(end):
        return np.array(FAR) * np.sign(end)
    return end + side * np.array(NEAR) * max(abs(end), 1.0)


def test_the_value_at_an_end_is_the_limit(family_name: str) -> None:
    family, module = load(family_name), import_module(f"phidot.{family_name}")
    for place in draw_bulk(family)[::4]:
        shapes = {str(s): float(v) for s, v in place.shapes.items()}
        for end, side in zip(map(float, support(family, shapes)), (1, -1), strict=True):
            for name in module.differentiable:
                function = getattr(module, f"dz_d{name}")
                at = function(end, **shapes)
                path = function(approach(end, side), **shapes)
                assert agrees(at, path), f"{name} at {end} with {shapes}: {at}, near it {path}"


def agrees(at: float, path: np.ndarray[Any, Any]) -> bool:
    """Whether ``path`` tends to ``at``; nan where no limit is claimed."""
    if np.isnan(at):
        return True
    if np.isinf(at):
        grown = path * np.sign(at)
        return bool(grown[0] <= grown[1] <= grown[2] and grown[2] > 10)
    gaps = np.abs(path - at)
    return bool(gaps[2] <= 1e-6 * max(1.0, abs(at)) or gaps[2] < 0.1 * gaps[0])


def test_limits_are_claimed(family_name: str) -> None:
    """loc and scale have a limit at every finite end, so nan there would be a lost answer."""
    family, module = load(family_name), import_module(f"phidot.{family_name}")
    shapes = {str(s): float(v) for s, v in draw_bulk(family)[0].shapes.items()}
    for end in map(float, support(family, shapes)):
        assert module.dz_dloc(end, **shapes) == 1.0
        assert module.dz_dscale(end, **shapes) == end
