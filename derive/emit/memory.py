"""Memory: plans of earlier runs, so that a new budget does not make a family be proved again.

The folder is disposable: everything in it can be made from the sources.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from pathlib import Path

from derive.emit.digest import proof_digest
from derive.family import Family
from derive.plan import Plan

FOLDER = Path(".cache") / "phidot" / "plans"


def recall(family: Family, folder: Path = FOLDER) -> dict[str, Plan] | None:
    """The plans of a family that was validated and proved from the same sources, else None."""
    path = folder / f"{family.name}.pickle"
    if not path.exists():
        return None
    # The digest stands before the pickle: one of other sources may name what is no longer there.
    digest, _, pickled = path.read_bytes().partition(b"\n")
    if digest != proof_digest(family.name).encode():
        return None
    found = pickle.loads(pickled)
    return {name: Plan(family, name, *parts) for name, parts in found.items()}


def keep(family: Family, plans: Mapping[str, Plan], folder: Path = FOLDER) -> None:
    """Store the plans of a family that was validated and proved."""
    folder.mkdir(parents=True, exist_ok=True)
    found = {name: (p.form, p.rule, p.edges, p.error) for name, p in plans.items()}
    path = folder / f"{family.name}.pickle"
    path.write_bytes(proof_digest(family.name).encode() + b"\n" + pickle.dumps(found))
