"""Load: the family that a user's own file defines."""

from __future__ import annotations

import runpy
from pathlib import Path

from derive.family import Family, SpecError


def load_file(path: Path) -> Family:
    """The ``family`` of a Python file; FileNotFoundError or SpecError with the reason."""
    if not path.exists():
        raise FileNotFoundError(f"there is no file {path}; `phidot new {path}` writes a skeleton")
    found = runpy.run_path(str(path)).get("family")
    if not isinstance(found, Family):
        raise SpecError(f"{path} must define `family = Family(...)`")
    return found
