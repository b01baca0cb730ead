"""The module of one root: regimes in, the source of ``phidot._<rate>`` out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from derive import ir, primitives
from derive.emit.called import CONSTANTS, INTRINSICS, list_primitives, mentioned
from derive.emit.environment import render
from derive.inline import substitute
from derive.primitives import called
from derive.printer import print_body, print_number
from derive.root import Regime, Root


@dataclass(frozen=True)
class Placed:
    """A regime with the codes, one for each of its cells, that its elements get."""

    regime: Regime
    start: int

    @property
    def stop(self) -> int:
        return self.start + max(1, len(self.regime.table))


def place(root: Root) -> list[Placed]:
    """The regimes with consecutive codes."""
    placed: list[Placed] = []
    for regime in root.regimes:
        placed.append(Placed(regime, placed[-1].stop if placed else 0))
    return placed


def sort_function(root: Root) -> ir.Function:
    """The code of an element: of the first regime whose condition holds, and of its cell there."""
    placed = place(root)
    body: list[ir.Statement] = []
    codes = [code_of(p, body) for p in placed]
    result = codes[-1]
    for p, code in reversed(list(zip(placed[:-1], codes[:-1], strict=True))):
        assert p.regime.condition is not None
        holds = substitute(p.regime.condition, f"{p.regime.name}_holds", body)
        target = f"{p.regime.name}_or_later"
        body.append(ir.Assign(target, ir.Select(holds, code, result)))
        result = ir.Name(target)
    return ir.Function("_sort", tuple(map(ir.Argument, root.arguments)), tuple(body), (result,))


def code_of(placed: Placed, body: list[ir.Statement]) -> ir.Node:
    """The code within one regime; a cell beyond the table counts as the nearest."""
    regime = placed.regime
    if regime.cell is None:
        return ir.Number(float(placed.start))
    cell = substitute(regime.cell, f"{regime.name}_cell", body)
    # A nan compares false with everything and must end at a row that exists.
    most = ir.Number(float(len(regime.table) - 1))
    held = ir.Operation("min", (ir.Operation("max", (cell, ir.Number(0.0))), most))
    code = ir.Operation("add", (ir.Call("floor", (held,)), ir.Number(float(placed.start))))
    body.append(ir.Assign(f"{regime.name}_code", code))
    return ir.Name(f"{regime.name}_code")


def render_root(root: Root, source: str, digest: str) -> str:
    """The source of the module."""
    placed, sort = place(root), sort_function(root)
    functions = [sort, *(p.regime.function for p in placed)]
    if root.axis is not None:
        functions += [root.axis.coordinate, root.axis.place, root.axis.border]
    lines = [line for f in functions for line in print_body(f)]
    names = root.arguments
    return render(
        "root.py.jinja",
        {
            "document": f"{root.document}\n",
            "scalar_document": root.document,
            "source": source,
            "digest": digest,
            "name": root.name,
            "arity": len(names),
            "regimes": [describe(p) for p in placed],
            "sort": print_body(sort),
            "axis": describe_axis(root),
            "constants": mentioned(lines, CONSTANTS) or ["nan"],
            "intrinsics": sorted(
                {*mentioned(lines, INTRINSICS), *other_intrinsics(functions), "wide"}
            ),
            "primitives": list_primitives(functions),
            "scalars": ", ".join(f"{n}: float" for n in names),
            "arrays": ", ".join(f"{n}: Array" for n in names),
            "elements": ", ".join(f"{n}[i]" for n in names),
            "arguments": ", ".join(names),
            "converted": f"{', '.join(names)} = {', '.join(f'float64({n})' for n in names)}",
        },
    )


def describe(placed: Placed) -> dict[str, Any]:
    regime = placed.regime
    return {
        "name": regime.name,
        "lines": print_body(regime.function),
        "rows": len(regime.table),
        "table": [", ".join(map(print_number, row)) for row in regime.table],
        "start": placed.start,
        "stop": placed.stop,
    }


def describe_axis(root: Root) -> dict[str, Any] | None:
    """What the template needs of the table for fixed parameters."""
    axis = root.axis
    if axis is None:
        return None
    parameters = [a.name for a in axis.border.arguments[1:]]
    return {
        "coordinate": print_body(axis.coordinate),
        "place": print_body(axis.place),
        "border": print_body(axis.border),
        "variates": [a for a in root.arguments if a not in parameters],
        "parameters": parameters,
        "count": len(axis.place.results),
    }


def other_intrinsics(functions: list[ir.Function]) -> Iterator[str]:
    """What the functions call that is no primitive."""
    for function in functions:
        for item in (*function.body, *function.results):
            yield from set(called(item)) - set(primitives.names())
