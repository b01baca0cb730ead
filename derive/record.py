"""Record: measurements of earlier runs, kept while the measured files stay the same."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from derive.budget import Budget
from derive.emit.digest import digest
from derive.store import FOLDER
from derive.verify import Measurement


def measured_digest(name: str, root: Path) -> str:
    """Of the family's module and of every file that it imports."""
    package = root / "generated" / "phidot"
    files = [package / f"{name}.py", *sorted(package.glob("_*.py"))]
    return digest(f.read_bytes() for f in files)


def recall_measured(name: str, root: Path, folder: Path = FOLDER) -> Measurement | None:
    """The measurement made on the files as they are now, or None."""
    path = root / folder / f"{name}.measured.json"
    if not path.exists():
        return None
    record = json.loads(path.read_text())
    if record["digest"] != measured_digest(name, root):
        return None
    errors = {k: Budget(**v) for k, v in record["errors"].items()}
    return Measurement(name, errors, record["nanoseconds"])


def remember(measurement: Measurement, root: Path, folder: Path = FOLDER) -> None:
    """Keep a measurement with the digest of the files it was made on."""
    record = {
        "digest": measured_digest(measurement.name, root),
        "errors": {k: asdict(b) for k, b in measurement.errors.items()},
        "nanoseconds": measurement.nanoseconds,
    }
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / folder / f"{measurement.name}.measured.json").write_text(json.dumps(record))
