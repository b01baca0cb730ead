"""`import phidot` is light, and its names are found lazily."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(program: str) -> str:
    command = [sys.executable, "-c", program]
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'generated'}", "PATH": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_neither_numba_nor_sympy_is_imported() -> None:
    program = "import sys, phidot; print([m for m in ('numba', 'sympy') if m in sys.modules])"
    assert run(program) == "[]"


def test_a_family_does_not_import_the_engine() -> None:
    program = (
        "import sys; from phidot import lomax; lomax.dz_dc(1.0, 2.0); "
        "print([m for m in ('sympy', 'jinja2', 'mpmath') if m in sys.modules])"
    )
    assert run(program) == "[]"


def test_names() -> None:
    import phidot

    from derive.catalogue import names

    assert phidot.families() == names()
    assert set(names()) < set(dir(phidot))
    assert phidot.Family.__name__ == "Family"
    assert phidot.derivation("lomax", "c").parameter == "c"
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        phidot.nope  # noqa: B018
