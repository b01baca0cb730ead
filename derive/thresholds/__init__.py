"""Thresholds: the borders between a root's regimes, one JSON file a family, by `make tune`."""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).parent


def read(family: str) -> dict[str, float]:
    """The borders of a family's regimes by name."""
    thresholds: dict[str, float] = json.loads((FOLDER / f"{family}.json").read_text())
    return thresholds


def write(family: str, thresholds: dict[str, float]) -> None:
    """Store the borders of a family's regimes."""
    text = json.dumps(dict(sorted(thresholds.items())), indent=2)
    (FOLDER / f"{family}.json").write_text(text + "\n")
