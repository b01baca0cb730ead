"""Catalogue: the families of ``derive/families``, found by listing the folder."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import files

from derive.family import Family, SpecError


@cache
def names() -> tuple[str, ...]:
    """The names of all families in the folder, sorted."""
    folder = files("derive.families")
    stems = (f.name.removesuffix(".py") for f in folder.iterdir() if f.name.endswith(".py"))
    return tuple(sorted(s for s in stems if not s.startswith("_")))


@cache
def load(name: str) -> Family:
    """The family called ``name``; LookupError where the folder has none."""
    if name not in names():
        raise LookupError(f"there is no family {name!r}; `python -m derive list` shows all")
    family: Family = import_module(f"derive.families.{name}").family
    if family.name != name:
        raise SpecError(
            f"derive/families/{name}.py defines {family.name!r}; give it the file's name"
        )
    return family


def resolve(base: str | Family) -> Family:
    """A reduction's base as a Family."""
    return base if isinstance(base, Family) else load(base)


def is_shipped(family: Family) -> bool:
    """Whether the family is the catalogue's own, not another one of the same name."""
    return family.name in names() and load(family.name) is family
