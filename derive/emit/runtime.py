"""The hand-written runtime, copied as it stands beside the kernels."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "runtime"
NOTICE = "# Copied by `make` from derive/runtime; edit it there.\n"


@cache
def runtime_texts() -> dict[str, str]:
    """File name to text, a notice at its head."""
    return {p.name: NOTICE + p.read_text() for p in sorted(FOLDER.glob("*[a-z0-9].py"))}
