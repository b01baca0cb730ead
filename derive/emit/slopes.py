"""The module of one root's slopes: regimes in, the source of ``phidot._second._<rate>`` out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from derive import ir
from derive.differentiate import differentiate
from derive.emit.called import CONSTANTS, INTRINSICS, list_primitives, mentioned
from derive.emit.environment import render
from derive.emit.root import describe, other_intrinsics, place
from derive.printer import print_body, print_number
from derive.rolling import interleave, roll, size
from derive.root import Root


def render_slopes(root: Root, source: str, digest: str) -> str:
    """The source of the module."""
    names = root.arguments
    functions = [shorten(r.function, names) for r in root.regimes]
    lines = [line for f in functions for line in print_body(f)]
    return render(
        "slopes.py.jinja",
        {
            "document": f"The slopes of {root.name} in each of its arguments.",
            "source": source,
            "digest": digest,
            "name": root.name,
            "regimes": [
                describe(replace(p, regime=replace(p.regime, function=f))) | {"turns": tables(f)}
                for p, f in zip(place(root), functions, strict=True)
            ],
            "results": ", ".join(["float"] * (1 + len(names))),
            "constants": mentioned(lines, CONSTANTS) or ["nan"],
            "intrinsics": list_intrinsics(functions, lines),
            "primitives": list_primitives(functions),
            "scalars": ", ".join(f"{n}: float" for n in names),
            "arguments": ", ".join(names),
            "converted": f"{', '.join(names)} = {', '.join(f'float64({n})' for n in names)}",
        },
    )


def shorten(function: ir.Function, names: Sequence[str]) -> ir.Function:
    """The function with its slopes, as stated or interleaved, whichever is shorter as loops."""
    ways = (function, interleave(function))
    return min((roll(differentiate(f, names)) for f in ways), key=size)


def tables(function: ir.Function) -> list[dict[str, Any]]:
    """The constants of a function's loops."""
    return [
        {"name": s.table, "rows": [", ".join(map(print_number, row)) for row in s.rows]}
        for s in function.body
        if isinstance(s, ir.Iterate) and s.rows
    ]


def list_intrinsics(functions: list[ir.Function], lines: list[str]) -> list[str]:
    """What the functions call that is no primitive."""
    called: set[Any] = {*mentioned(lines, INTRINSICS), *other_intrinsics(functions)}
    return sorted(called) or ["fma"]
