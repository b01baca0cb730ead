"""Load: the family that a user's own file defines."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from derive.family import Family, SpecError


def load_families(path: Path) -> tuple[Family, ...]:
    """Every family that a Python file gives a name to, in order; SpecError where it has none."""
    defined = run(path).items()
    found = {id(v): v for k, v in defined if isinstance(v, Family) and not k.startswith("_")}
    if not found:
        raise SpecError(f"{path} must define `family = Family(...)`")
    return tuple(found.values())


def run(path: Path) -> dict[str, Any]:
    """The names that the file defines."""
    if path.suffix != ".py" or not path.exists():
        raise FileNotFoundError(f"there is no file {path}; `phidot new {path}` writes a skeleton")
    return runpy.run_path(str(path))


def load_file(path: Path) -> Family:
    """The ``family`` of a Python file; FileNotFoundError or SpecError with the reason."""
    found = run(path).get("family")
    if not isinstance(found, Family):
        raise SpecError(f"{path} must define `family = Family(...)`")
    return found
