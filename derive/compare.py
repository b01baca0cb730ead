"""Compare: what is on disk against what would be written. Paths and texts in, differences out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from derive.emit.tree import OWNED

IGNORED = ("__pycache__",)
SHOWN = 40


@dataclass(frozen=True)
class Difference:
    """A file that is missing, left over or stale; ``diff`` is empty unless it is stale."""

    path: str
    kind: str
    diff: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}" + (f"\n{self.diff}" if self.diff else "")


def compare(texts: Mapping[str, str], root: Path) -> list[Difference]:
    """All differences between ``texts`` and the tree under ``root``, by path."""
    found = [d for path, text in texts.items() if (d := compare_one(path, text, root)) is not None]
    found += [Difference(path, "left over") for path in on_disk(root) if path not in texts]
    return sorted(found, key=lambda d: d.path)


def compare_one(path: str, text: str, root: Path) -> Difference | None:
    place = root / path
    if not place.exists():
        return Difference(path, "missing")
    present = place.read_text()
    if present == text:
        return None
    lines = difflib.unified_diff(
        present.splitlines(),
        text.splitlines(),
        f"{path} (on disk)",
        f"{path} (derived)",
        lineterm="",
    )
    return Difference(path, "stale", "\n".join(list(lines)[:SHOWN]))


def on_disk(root: Path) -> list[str]:
    """The files under the folders that hold nothing but generated files."""
    files = (f for folder in OWNED for f in (root / folder).rglob("*") if f.is_file())
    paths = (f.relative_to(root) for f in files)
    return sorted(p.as_posix() for p in paths if not set(IGNORED) & set(p.parts))


def write(texts: Mapping[str, str], root: Path) -> list[Difference]:
    """Make the tree equal to ``texts``; an unchanged file is not touched. Returns what changed."""
    differences = compare(texts, root)
    for difference in differences:
        place = root / difference.path
        if difference.kind == "left over":
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(texts[difference.path])
    return differences
