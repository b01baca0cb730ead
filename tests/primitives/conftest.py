"""The primitives, printed and compiled as one module, as they are for users."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from derive import ir, primitives, printer

HEADING = """
from math import sqrt
import numba
from derive.runtime._intrinsics import *
nan, inf = float("nan"), float("inf")
"""

FUNCTION = """
@numba.njit(forceinline=True, error_model="numpy")
def {name}({arguments}):
    {body}

@numba.njit(error_model="numpy")
def loop_{name}({arguments}, out):
    for i in range(out.size):
        out[i] = {name}({elements})
"""


def write(function: ir.Function) -> str:
    return FUNCTION.format(
        name=function.name,
        arguments=printer.print_arguments(function),
        body="\n    ".join(printer.print_body(function)),
        elements=", ".join(f"{a.name}[i]" for a in function.arguments),
    )


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """A scalar function and a loop over contiguous arrays for every primitive."""
    folder: Path = tmp_path_factory.mktemp("primitives")
    text = HEADING + "".join(map(write, primitives.ordered()))
    (folder / "compiled_primitives.py").write_text(text)
    sys.path.insert(0, str(folder))
    yield import_module("compiled_primitives")
    sys.path.remove(str(folder))
