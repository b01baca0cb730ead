"""Loops that straight-line code is rolled into: shorter, and the same bits."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import pytest

from derive import ir, printer, roots
from derive.differentiate import differentiate
from derive.primitives._notation import read
from derive.rolling import interleave, roll, size

HEADING = """
from math import sqrt
import numba
import numpy as np
from phidot._intrinsics import *
from phidot._math import *
nan, inf = float("nan"), float("inf")
"""


def compile_function(function: ir.Function) -> Any:
    loops = [s for s in function.body if isinstance(s, ir.Iterate) and s.rows]
    tables = "".join(f"{s.table} = np.array({s.rows!r})\n" for s in loops)
    arguments = ", ".join(a.name for a in function.arguments)
    body = "\n    ".join(printer.print_body(function))
    space: dict[str, Any] = {}
    exec(f"{HEADING}{tables}def f({arguments}):\n    {body}\n", space)
    return numba.njit(error_model="numpy")(space["f"])


@pytest.mark.parametrize(("number", "order"), [(4, lambda f: f), (5, interleave)])
def test_a_root_keeps_its_bits(number: int, order: Any) -> None:
    regime = roots.load("gamma").regimes[number]
    long = differentiate(order(regime.function), ("z", "a"))
    short = roll(long)
    assert size(short) < size(long)
    one, other = compile_function(long), compile_function(short)
    for a in (20.0, 300.0):
        for z in np.geomspace(1e-3, 1e3, 13):
            assert np.array_equal(one(z, a), other(z, a), equal_nan=True)


def test_a_recurrence_of_two_steps() -> None:
    """Constants that differ, a value from two turns before, and one that is used afterwards."""
    lines = ["p_0 = x", "p_1 = x * x"]
    lines += [
        f"q_{k} = p_{k - 1} * {float(k)}\nr_{k} = q_{k} + y\ns_{k} = r_{k} * r_{k}\n"
        f"p_{k} = fma(s_{k}, 0.25, p_{k - 2})"
        for k in range(2, 40)
    ]
    text = "given x, y\n" + "\n".join(lines) + "\nend = p_39 + p_38\nreturn end, q_39"
    long = read("f", text, {}, "")
    short = roll(long)
    assert size(short) < size(long) // 4
    (loop,) = [s for s in short.body if isinstance(s, ir.Iterate)]
    assert loop.rows
    assert compile_function(short)(0.01, 1e-3) == compile_function(long)(0.01, 1e-3)


def test_code_without_repetition_stays() -> None:
    function = roots.load("gamma").regimes[0].function
    assert roll(function) == function
