"""Lazy: what a family's module finds in a module of its own only when it is asked for it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

#: Name of an attribute, and the folder of the module that has it.
PLACES = {"dv_dz": "_second", "hessian": "_second", "transport": "_transport"}
REASON = (
    "its velocity is a quadrature or a mean over a latent variate, whose slopes are not computed"
)


def find(module: str, name: str) -> Any:
    """The attribute ``name`` of a family's module; AttributeError where there is none."""
    package, _, family = module.rpartition(".")
    if name not in PLACES or not package:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    place = f"{package}.{PLACES[name]}.{family}"
    try:
        return getattr(import_module(place), name)
    except ModuleNotFoundError as error:
        if not f"{place}.".startswith(f"{error.name}."):
            raise
        raise AttributeError(f"{family} has no {name}: {REASON}") from error
