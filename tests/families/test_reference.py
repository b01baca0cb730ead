"""Every reference value, by every way in which a kernel can be called."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from numba import njit

from tests.reference.points import Reference, error, group
from tests.reference.points import load as load_references

#: The largest normalised error of any reference value.
ALLOWED = 64.0


def as_arrays(module: Any, name: str, points: list[Reference]) -> Any:
    z = np.array([p.z for p in points])
    columns = {k: np.array([p.parameters[k] for p in points]) for k in module.parameters}
    return getattr(module, f"dz_d{name}")(z, **columns)


def as_scalars(module: Any, name: str, points: list[Reference]) -> Any:
    """Scalar parameters, an array of z: the loop with hoisted parameters."""
    function = getattr(module, f"dz_d{name}")
    found: dict[int, Any] = {}
    for parameters, members in group(points):
        values = function(np.array([p.z for p in members]), **parameters)
        found |= {id(p): v for p, v in zip(members, values, strict=True)}
    return [found[id(p)] for p in points]


def as_fixed(module: Any, name: str, points: list[Reference]) -> Any:
    """Through ``at``, where the family has shapes."""
    tail = ("loc", "scale")
    if not set(module.parameters) - set(tail):
        return as_scalars(module, name, points)
    found: dict[int, Any] = {}
    for parameters, members in group(points):
        fixed = module.at(**{k: v for k, v in parameters.items() if k not in tail})
        z = np.array([p.z for p in members])
        values = getattr(fixed, f"dz_d{name}")(z, parameters["loc"], parameters["scale"])
        found |= {id(p): v for p, v in zip(members, values, strict=True)}
    return [found[id(p)] for p in points]


def as_compiled(module: Any, name: str, points: list[Reference]) -> Any:
    """The scalar function inside a user's own compiled loop."""
    scalar = getattr(module, f"dz_d{name}").jit

    @njit
    def loop(rows: Any, out: Any) -> None:
        for i in range(len(out)):
            out[i] = call(scalar, rows[i])

    call = unpack(len(module.parameters) + 1)
    rows = np.array([[p.z, *(p.parameters[k] for k in module.parameters)] for p in points])
    out = np.empty(len(points))
    loop(rows, out)
    return out


def unpack(count: int) -> Any:
    """A compiled call with the elements of a row as its arguments."""
    source = f"lambda f, row: f({', '.join(f'row[{i}]' for i in range(count))})"
    return njit(eval(source))


def find(family_name: str) -> list[Reference]:
    """The family's reference values; a family of one's own has none."""
    points = load_references().get(family_name, [])
    if not points:
        pytest.skip("no reference values of this family")
    return points


WAYS: dict[str, Callable[[Any, str, list[Reference]], Any]] = {
    "arrays": as_arrays,
    "scalars": as_scalars,
    "at": as_fixed,
    "jit": as_compiled,
}


@pytest.mark.parametrize("way", WAYS)
def test_every_reference_value(family_name: str, way: str) -> None:
    points = find(family_name)
    module = import_module(f"phidot.{family_name}")
    for name in module.differentiable:
        got = WAYS[way](module, name, points)
        errors = [error(float(g), p, name) for g, p in zip(got, points, strict=True)]
        worst = int(np.argmax(errors))
        assert errors[worst] <= ALLOWED, f"{name}: {errors[worst]} at {points[worst]}"


def test_gradient_gives_the_same_bits(family_name: str) -> None:
    """One pass for all parameters, and one kernel for each."""
    points = find(family_name)
    module = import_module(f"phidot.{family_name}")
    z = np.array([p.z for p in points])
    columns = {k: np.array([p.parameters[k] for p in points]) for k in module.parameters}
    gradient = module.gradient(z, **columns)
    assert gradient._fields == module.differentiable
    for name in module.differentiable:
        np.testing.assert_array_equal(
            getattr(gradient, name), getattr(module, f"dz_d{name}")(z, **columns)
        )
