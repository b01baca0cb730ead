"""Rivals: the formula as a fused Numba loop and as a NumPy expression, by SymPy's own printers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numba
import numpy as np
from sympy import Expr, lambdify

from benchmarks.cases import Array
from benchmarks.formula import PRINTER, Formula, Named, locate, write_down
from derive.derivation import Derivation
from derive.functions import define


def write_guarded_loop(derivation: Derivation) -> str:
    """The source of the loop for loc or scale; like phidot's it is nan outside the support."""
    family = derivation.family
    name, low, high = family.variable.name, *map(write_end, family.support)
    return "\n".join([
        f"def loop(sample, {', '.join(family.parameter_names)}, out):",
        f"    low, high = {low}, {high}",
        "    for i in range(sample.size):",
        f"        {name} = (sample[i] - loc) / scale",
        f"        value = {PRINTER.doprint(locate(derivation))}",
        f"        out[i] = value if low <= {name} <= high else math.nan",
    ])  # fmt: skip


def write_end(end: Expr) -> str:
    """An end of the support; Numba does not read float('inf')."""
    text: str = PRINTER.doprint(define(end))
    return text.replace("float('inf')", "math.inf")


def is_guarded(derivation: Derivation) -> bool:
    """Whether the rivals too look at the support: where all that phidot costs is that look."""
    return derivation.route in ("location", "scale")


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
    if is_guarded(derivation):
        source = write_guarded_loop(derivation)
    else:
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

    ends = lambdify(names, [define(end) for end in family.support], modules=["numpy"])

    def evaluate(sample: Array, *parameters: float) -> Array:
        *_, loc, scale = parameters
        z = (sample - loc) / scale
        result: Array = standard(z, *parameters)
        if not is_guarded(derivation):
            return result
        low, high = ends(*parameters)
        return np.where((low <= z) & (z <= high), result, np.nan)

    return evaluate
