"""Compile: a family of your own to kernels in memory, with the same checks and the same API."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType

from derive.derivation import derive_all
from derive.emit.digest import digest, module_digest, second_digest
from derive.emit.module import render_module
from derive.emit.product import plan_all
from derive.emit.second import render_second
from derive.family import Family
from derive.proof import prove
from derive.validate import validate


@cache
def folder() -> Path:
    """Where this process writes the modules that it compiles; gone when it ends."""
    holder = tempfile.TemporaryDirectory(prefix="phidot-")
    FOLDERS.append(holder)
    return Path(holder.name)


FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def compile_family(family: Family) -> ModuleType:
    """A module with ``dz_d<parameter>``, ``gradient``, ``at``, ``dv_dz`` and ``hessian``.

    The spec is validated and every step of the derivations is proved first: SpecError or
    ProofError with one line where that fails.
    """
    validate(family)
    derivations = derive_all(family)
    for derivation in derivations:
        prove(derivation)
    plans = plan_all(derivations)
    module = load_text(
        family.name, render_module(family, derivations, plans, {}, module_digest(family))
    )
    second = load_text(family.name, render_second(family, plans, second_digest(family)))
    for name in second.__all__:
        setattr(module, name, getattr(second, name))
    return module


def load_text(name: str, text: str) -> ModuleType:
    """Import generated source from a file of this process's own folder."""
    path = folder() / f"{name}_{digest([text.encode()])}.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module
