"""Budgets: the recorded error of every velocity, one committed file a family.

Errors are in units of eps * max(1, condition number). Emission reads budgets; only
``make budgets`` writes them, and a budget only ratchets down unless the file is removed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from derive.catalogue import load, names

FOLDER = Path(__file__).parent / "budgets"
#: Room for processors that round a primitive's last bit differently (no FMA, other vector width).
HEADROOM, MARGIN = 1.25, 1.0
#: Largest error that any velocity may have, recorded or not; and one that is a quadrature of a
#: law known by its density alone, whose slope at the summit cancels where shapes concentrate it.
LIMIT, DENSITY_LIMIT = 64.0, 1e4
#: Of a law each of whose values is an inversion or an integral of integrals 1e-8 is asked.
ITERATED_LIMIT = 1e-8 * 2.0**52


@dataclass(frozen=True)
class Budget:
    """The largest and the median error found, and at how many points."""

    worst: float
    median: float
    points: int

    @property
    def allowed(self) -> float:
        """What a test accepts."""
        return HEADROOM * self.worst + MARGIN

    def describe(self) -> str:
        """The errors as text."""
        return (
            f"worst error {self.worst:.3g}, median {self.median:.3g} eps max(1, cond) "
            f"at {self.points} points"
        )


def limit(name: str) -> float:
    """The largest error that a velocity of the family may have."""
    if name not in names():
        return LIMIT
    family = load(name)
    if family.has_integral_density:
        return ITERATED_LIMIT
    return DENSITY_LIMIT if family.is_density_only else LIMIT


def read(name: str, folder: Path = FOLDER) -> dict[str, Budget]:
    """The budgets of a family by parameter; empty where none is recorded."""
    path = folder / f"{name}.json"
    if not path.exists():
        return {}
    return {k: Budget(**v) for k, v in json.loads(path.read_text()).items()}


def write(name: str, measured: Mapping[str, Budget], folder: Path = FOLDER) -> None:
    """Record what was measured, keeping the better of the old and the new worst error.

    ValueError for an error above the limit: that is a defect to mend, not a budget.
    """
    most = limit(name)
    for parameter, found in measured.items():
        if not found.worst <= most:
            raise ValueError(
                f"family {name}: dz_d{parameter} has an error of {found.worst:g}, above {most:g}; "
                "mend the kernel before recording its budget"
            )
    old = read(name, folder)
    kept = {k: ratchet(old.get(k), b) for k, b in measured.items()}
    folder.mkdir(exist_ok=True)
    text = json.dumps({k: asdict(b) for k, b in kept.items()}, indent=1, sort_keys=True)
    (folder / f"{name}.json").write_text(text + "\n")


def ratchet(old: Budget | None, new: Budget) -> Budget:
    """The budget that stands: the new one where it is lower, or where the sample has changed."""
    if old is None or old.points != new.points or new.worst < old.worst:
        return new
    return old


def misses(name: str, measured: Mapping[str, Budget]) -> list[str]:
    """One line for every parameter whose error is above its budget."""
    recorded = read(name)
    lines = []
    for parameter, found in measured.items():
        allowed = recorded[parameter].allowed if parameter in recorded else limit(name)
        if not found.worst <= allowed:
            lines.append(
                f"family {name}: dz_d{parameter} has an error of {found.worst:g}, "
                f"allowed {allowed:g}"
            )
    return lines
