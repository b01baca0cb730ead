"""The slope of every primitive against differences of what it means, in mpmath."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from mpmath import mp, mpf

from derive import ir, primitives, printer
from derive.differentiate import differentiate
from tests.primitives.arguments import DOMAIN, PAIRS
from tests.primitives.truth import MEANING

HEADING = """
from math import sqrt
import numba
from phidot._intrinsics import *
from phidot._math import *
nan, inf = float("nan"), float("inf")
"""
FUNCTION = """
@numba.njit(error_model="numpy")
def {name}({arguments}):
    {body}
"""
#: Relative error, beside that of differences at 60 digits.
TOLERANCE, POINTS, LEAST, MOST = 1e-11, 60, 1e-9, 1e9


def slopes(name: str) -> ir.Function:
    """The primitive and its slopes."""
    names = tuple(a.name for a in primitives.load(name).arguments)
    call = ir.Call(name, tuple(map(ir.Name, names)))
    return differentiate(ir.Function(name, tuple(map(ir.Argument, names)), (), (call,)), names)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder: Path = tmp_path_factory.mktemp("slopes")
    texts = [
        FUNCTION.format(
            name=f"slopes_{name}",
            arguments=", ".join(a.name for a in primitives.load(name).arguments),
            body="\n    ".join(printer.print_body(slopes(name))),
        )
        for name in primitives.names()
    ]
    (folder / "compiled_slopes.py").write_text(HEADING + "".join(texts))
    sys.path.insert(0, str(folder))
    yield import_module("compiled_slopes")
    sys.path.remove(str(folder))


@pytest.mark.parametrize("name", primitives.names())
def test_slope(compiled: ModuleType, name: str) -> None:
    points = np.array(PAIRS[name]() if name in PAIRS else (DOMAIN[name],))
    ordinary = np.all((abs(points) > LEAST) & (abs(points) < MOST), axis=0)
    chosen = points[:, ordinary].T
    for point in chosen[:: max(1, len(chosen) // POINTS)].tolist():
        got = getattr(compiled, f"slopes_{name}")(*point)
        for k in range(len(point)):
            exact, second = differences(name, point, k)
            if not mpf("1e-40") < abs(exact) < mpf("1e40"):
                continue
            # Beside a zero of the slope, what a rounding of the argument does to it.
            allowed = TOLERANCE * abs(exact) + 1e-15 * abs(second * point[k])
            assert abs(mpf(got[1 + k]) - exact) <= allowed, f"{name}{point}: {got[1 + k]}, {exact}"


def differences(name: str, point: list[float], k: int) -> tuple[mpf, mpf]:
    """The first and second derivative in one argument."""
    with mp.workdps(120):
        step = abs(mpf(point[k])) * mpf(10) ** -25
        values = []
        for side in (-1, 0, 1):
            there = [mpf(x) for x in point]
            there[k] += side * step
            values.append(MEANING[name](*there))
        left, middle, right = values
        return (right - left) / (2 * step), (right - 2 * middle + left) / step**2


def test_a_call_without_a_rule_is_refused() -> None:
    function = ir.Function("f", (ir.Argument("x"),), (), (ir.Call("unknown", (ir.Name("x"),)),))
    with pytest.raises(TypeError, match="unknown"):
        differentiate(function, ["x"])
