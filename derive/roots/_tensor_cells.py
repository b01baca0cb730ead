"""The number of the cell that an element lies in, from the edges that it is beyond."""

from __future__ import annotations

from collections.abc import Mapping

from derive import ir
from derive.primitives._notation import Constants, read

#: By edge, what being beyond it adds to the number.
Steps = Mapping[float, int]


def cell(head: str, constants: Constants, steps: Mapping[str, Steps]) -> ir.Function:
    """The sum of the steps of all edges passed; ``head`` sets the variables that have edges."""
    lines: list[str] = []
    known = dict(constants)
    for variable, edges in steps.items():
        for k, (edge, step) in enumerate(edges.items()):
            upper = f"{variable.upper()}_{k}"
            known |= {f"{upper}_EDGE": edge, f"{upper}_STEP": float(step)}
            lines.append(f"{variable}_{k} = {upper}_STEP if {upper}_EDGE < {variable} else 0.0")
    total = " + ".join(line.split(" = ")[0] for line in lines) or "0.0"
    return read("cell", "\n".join([head, *lines, f"return {total}"]), known, "")
