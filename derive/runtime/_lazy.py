"""Lazy: what a family's module finds in a module of its own only when it is asked for it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

#: Name of an attribute, and the folder of the module that has it.
PLACES = {"dv_dz": "_second", "hessian": "_second", "transport": "_transport"}
#: The functions of the law, and the beginnings of those whose names end with a parameter.
LAW = ("cdf", "isf", "logcdf", "logpdf", "logsf", "ppf", "score", "sf")
MOTIONS = ("dcdf_d", "dppf_d")
#: Why a family has no module in a folder.
REASONS = {
    "_second": "the module of its second derivatives is not there",
    "_law": "its density, tails and quantiles have not been compared with the oracle yet",
    "_transport": "the module of its map is not there",
}


def find(module: str, name: str) -> Any:
    """The attribute ``name`` of a family's module; AttributeError where there is none."""
    package, _, family = module.rpartition(".")
    folder = place_of(name)
    if folder is None or not package:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    place = f"{package}.{folder}.{family}"
    try:
        found = import_module(place)
    except ModuleNotFoundError as error:
        if not f"{place}.".startswith(f"{error.name}."):
            raise
        raise AttributeError(f"{family} has no {name}: {REASONS[folder]}") from error
    return pick(found, family, name)


def place_of(name: str) -> str | None:
    """The folder of the module that has ``name``; None where that is no such function's name."""
    return "_law" if name in LAW or name.startswith(MOTIONS) else PLACES.get(name)


def pick(module: Any, family: str, name: str) -> Any:
    """``name`` of a module that has it or knows why it is missing."""
    if hasattr(module, name):
        return getattr(module, name)
    why = getattr(module, "MISSING", {}).get(name, "there is no such function or parameter")
    raise AttributeError(f"{family} has no {name}: {why}")
