"""The hard roots: velocities without a closed form, one file each, found by listing the folder.

A file ``<family>.py`` defines ``root() -> derive.root.Root``, ``_<family>_axis.py``, where there is
one, ``axis()``: the root's Axis, ``_<family>_account.py``, where there is one, ``equations()``: how
the expansions follow, and ``_<family>_proof.py`` ``prove()``: that these hold. Nothing is computed
on import.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from derive.continuity.equation import Equation
from derive.root import Axis, Root


@cache
def names() -> tuple[str, ...]:
    """Families that have a root of their own, in alphabetical order."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_")))


@cache
def load(family: str) -> Root:
    """The root of a family; KeyError if it has none."""
    if family not in names():
        raise KeyError(f"{family} has no root; add derive/roots/{family}.py")
    root: Root = import_module(f"{__name__}.{family}").root()
    return root


def axis(family: str) -> Axis | None:
    """The axis of a root, without the root, which takes long to derive; None where it has none."""
    path = f"_{family}_axis"
    if path not in {m.name for m in iter_modules(__path__)}:
        return None
    found: Axis = import_module(f"{__name__}.{path}").axis()
    return found


def account(family: str) -> tuple[Equation, ...]:
    """How a root's expansions follow, as equations to read; empty where none are written."""
    path = f"_{family}_account"
    if path not in {m.name for m in iter_modules(__path__)}:
        return ()
    equations: tuple[Equation, ...] = import_module(f"{__name__}.{path}").equations()
    return equations


def prove_account(family: str) -> None:
    """Check every equation of an account that has a proof; ProofError names one that fails."""
    path = f"_{family}_proof"
    if path in {m.name for m in iter_modules(__path__)}:
        import_module(f"{__name__}.{path}").prove()
