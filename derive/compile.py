"""Compile: a family of your own to kernels in memory, with the same checks and the same API."""

from __future__ import annotations

import importlib.util
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from warnings import warn

from derive.catalogue import resolve
from derive.derivation import Derivation, derive
from derive.derivation.patience import limited
from derive.emit.digest import digest, kernel_digest, module_digest, second_digest
from derive.emit.law import render_law
from derive.emit.mixture import render_mixture
from derive.emit.module import render_module
from derive.emit.product import plan_all
from derive.emit.second import render_second
from derive.emit.transport import render_transport
from derive.family import Family
from derive.law import find_law
from derive.own import derive_own
from derive.plan import Plan
from derive.runtime._lazy import pick, place_of

#: A plan's error, in eps * max(1, condition number), of which a user is told.
NOTABLE = 64.0


@cache
def folder() -> Path:
    """Where this process writes the modules that it compiles; gone when it ends."""
    holder = tempfile.TemporaryDirectory(prefix="phidot-")
    FOLDERS.append(holder)
    return Path(holder.name)


FOLDERS: list[tempfile.TemporaryDirectory[str]] = []


def compile_family(family: Family) -> ModuleType:
    """A module with ``dz_d<parameter>``, ``gradient`` and ``at``.

    It has ``dv_dz``, ``hessian`` and ``transport`` too, and of ``logpdf``, ``score``, ``cdf``,
    ``sf``, ``logcdf``, ``logsf``, ``ppf``, ``isf``, ``dcdf_d...``, ``dppf_d...`` those for which a
    form is found that keeps its digits; each group is written and compiled at first use.

    Beside what a family of the library has, ``module.family`` is the Family itself and
    ``module.derivation(parameter)`` the chain of equations; ``derive.verify.measure_module``
    compares its kernels with the oracle.

    The spec is validated and every step of the derivations is proved first: SpecError or
    ProofError with one line where that fails. Warns of a velocity that loses digits: one that is
    0 inside the support cannot keep its relative error there if only the quantile is stated.
    """
    text, derivations, plans = render_own(family)
    warn_of_lost_digits(family, plans)
    module = load_text(family.name, text)
    found = {d.parameter: d for d in derivations}

    def derivation(parameter: str) -> Derivation:
        """The derivation of dz/d(parameter), a chain of equations that prints as LaTeX."""
        return found[parameter] if parameter in found else derive(family, parameter)

    @cache
    def beside(folder: str) -> ModuleType:
        """What a package has in ``folder``."""
        source = render_beside(folder, family, plans, text, module.__name__)
        return load_text(f"{family.name}{folder}", source)

    def find(name: str) -> Any:
        """Functions of second order, of the map and of the law, made at first use."""
        folder = place_of(name)
        if folder is None:
            raise AttributeError(f"module {module.__name__!r} has no attribute {name!r}")
        return pick(beside(folder), family.name, name)

    module.family, module.derivation = family, derivation  # type: ignore[attr-defined]
    module.__getattr__ = find  # type: ignore[method-assign]
    return module


def render_beside(
    folder: str, family: Family, plans: Mapping[str, Plan], text: str, home: str
) -> str:
    """The source of what stands in ``folder`` beside the module ``home``, made from ``text``."""
    written = {
        "_second": lambda: render_own_second(family, plans, home),
        "_law": lambda: render_own_law(family, plans, text, home),
        "_transport": lambda: render_own_transport(family, home),
    }
    return written[folder]()


def render_own_law(family: Family, plans: Mapping[str, Plan], text: str, home: str) -> str:
    """The source of the functions of the law beside the module ``home``, made from ``text``."""
    called, source = module_digest(family), f"family {family.name}"
    return render_law(family, find_law(family, plans), text, called, home, source)


def render_own_transport(family: Family, home: str) -> str:
    """The source of the finite map beside the module ``home``."""
    return render_transport(family, module_digest(family), home, f"family {family.name}")


def render_own_second(family: Family, plans: Mapping[str, Plan], home: str) -> str:
    """The source of the functions of second order beside the module ``home``."""
    return render_second(family, plans, second_digest(family), home, f"family {family.name}")


def compile_mixture(family: str | Family) -> ModuleType:
    """A module for mixtures of n members of ``family``, the parameters in arrays.

    ``gradient(z, weights, ...)`` and ``dz_d<parameter>`` take weights and parameters with a last
    axis of n members and give derivatives with that axis. SpecError where the family's cdf has no
    kernel.
    """
    found = resolve(family)
    return load_text(f"mixture_{found.name}", render_mixture(found, kernel_digest()))


def render_own(family: Family) -> tuple[str, tuple[Derivation, ...], dict[str, Plan]]:
    """The source of a module for a family of somebody's own, its proved derivations, its plans."""
    derivations = derive_own(family)
    with limited():
        plans = plan_all(derivations)
    digest = module_digest(family)
    text = render_module(family, derivations, plans, {}, digest, f"family {family.name}")
    return text, derivations, plans


def warn_of_lost_digits(family: Family, plans: Mapping[str, Plan]) -> None:
    """Warn of every velocity whose planned form loses more than NOTABLE."""
    for name, plan in plans.items():
        if plan.error > NOTABLE:
            warn(
                f"family {family.name}: the velocity in {name} loses relative accuracy somewhere "
                f"(by {plan.error:.2g} eps * max(1, condition number)); state a stable form of it",
                stacklevel=3,
            )


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
