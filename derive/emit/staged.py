"""Staged: what kernels in stages call between them, roots and inverses of quantile functions."""

from __future__ import annotations

from collections.abc import Sequence

from derive import ir, roots
from derive.assemble import Assembled
from derive.functions import inverted_by
from derive.inverse import curve_function
from derive.stage import ROOTS, Stages


def list_calls(assembled: Sequence[Assembled]) -> list[str]:
    """The staged functions that the kernels call, sorted."""
    return sorted({call.function for a in assembled if a.stages for call in a.stages.calls})


def list_roots(assembled: Sequence[Assembled]) -> list[str]:
    """The rates among them."""
    return [name for name in list_calls(assembled) if name in ROOTS]


def list_inverses(assembled: Sequence[Assembled]) -> list[ir.Function]:
    """The curves of the quantile functions that the kernels invert."""
    families = map(inverted_by, list_calls(assembled))
    return [curve_function(family) for family in families if family is not None]


def list_fused(assembled: Sequence[Assembled]) -> list[str]:
    """The roots whose tables loops with fixed parameters read, sorted."""
    return sorted({r for a in assembled if a.stages and (r := fuse(a.stages))})


def fuse(stages: Stages) -> str | None:
    """The root whose table the loop with fixed parameters reads; None if it needs more than one."""
    if len(stages.calls) > 1 or stages.calls[0].function not in ROOTS:
        return None
    root = ROOTS[stages.calls[0].function]
    axis = roots.axis(root)
    if axis is None:
        return None
    parameters = len(axis.border.arguments) - 1
    variates = len(stages.varying) - parameters
    fits = stages.varying == (True,) * variates + (False,) * parameters
    return root if fits else None


def name_root(function: str) -> str:
    """The object beside a staged function that evaluates it over arrays."""
    return function.replace("_rate", "_root") if function in ROOTS else f"{function}_root"
