"""Rivals: the formula as a fused Numba loop and as a NumPy expression, by SymPy's own printers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numba
import numpy as np
from sympy import lambdify
from sympy.printing.pycode import PythonCodePrinter

from benchmarks.cases import Array
from benchmarks.formula import Formula, Named, locate, write_down
from derive.derivation import Derivation

#: ``strict``: a function that Python's math lacks is an error, not a comment in the source.
PRINTER = PythonCodePrinter({"fully_qualified_modules": True, "strict": True})


def write_loop(formula: Formula, parameters: Sequence[str]) -> str:
    """The source of the loop; it does not look at the domain and says nothing outside it."""
    name = formula.variable.name
    lines = [
        f"def loop(sample, {', '.join(parameters)}, out):",
        *assign(formula.constants, "    "),
        "    for i in range(sample.size):",
        f"        {name} = (sample[i] - loc) / scale",
        *assign(formula.parts, "        "),
        f"        out[i] = {PRINTER.doprint(formula.result)}",
    ]
    return "\n".join(lines)


def assign(parts: Named, indent: str) -> list[str]:
    return [f"{indent}{name} = {PRINTER.doprint(part)}" for name, part in parts]


def compile_loop(derivation: Derivation) -> Callable[..., None]:
    """``loop(sample, *parameters, out)``, with the options that phidot's own kernels have."""
    source = write_loop(write_down(derivation), derivation.family.parameter_names)
    scope: dict[str, Any] = {"math": math}
    exec(source, scope)
    loop: Callable[..., None] = numba.njit(error_model="numpy", nogil=True)(scope["loop"])
    return loop


def compile_numpy(derivation: Derivation) -> Callable[..., Array]:
    """``function(sample, *parameters)``, every temporary an array of its own."""
    family = derivation.family
    names = family.parameter_names
    expression = locate(derivation)
    standard = lambdify((family.variable, *names), expression, modules=["scipy", "numpy"], cse=True)

    def evaluate(sample: Array, *parameters: float) -> Array:
        if not expression.has(family.variable):
            return np.full_like(sample, standard(None, *parameters))
        *_, loc, scale = parameters
        result: Array = standard((sample - loc) / scale, *parameters)
        return result

    return evaluate
