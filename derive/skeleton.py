"""Skeleton: the commented file from which a user's own family starts."""

from __future__ import annotations

from pathlib import Path

from derive.emit.environment import render


def write_skeleton(path: Path) -> None:
    """Write it; FileExistsError where ``path`` exists, ValueError where it names no family."""
    name = path.stem
    if path.suffix != ".py" or not name.isidentifier():
        raise ValueError(f"{path}: name the file like the family, for example my_family.py")
    if path.exists():
        raise FileExistsError(f"{path} exists already; choose another name or edit it")
    path.write_text(render("skeleton.py.jinja", {"name": name}))
