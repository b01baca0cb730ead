"""Product: all that is written for one family, and the record of how it came about."""

from __future__ import annotations

import time
from dataclasses import dataclass

from derive import roots
from derive.budget import read
from derive.catalogue import load
from derive.derivation import Derivation, derive_all
from derive.domain import LOC, SCALE
from derive.emit import memory
from derive.emit.digest import kernel_digest, module_digest, root_digest, second_digest
from derive.emit.latex import render_latex
from derive.emit.law import render_law
from derive.emit.module import render_module
from derive.emit.root import render_root
from derive.emit.second import render_second
from derive.emit.slopes import render_slopes
from derive.emit.table import table_row
from derive.emit.transport import render_transport
from derive.family import Family
from derive.law import CHECKED, find_law
from derive.plan import Plan
from derive.plan.choose import choose
from derive.proof import prove, prove_second
from derive.validate import validate


@dataclass(frozen=True)
class Product:
    """One family's texts by path, its row of the table, and what ``make`` reports.

    Of every parameter's derivation ``routes`` has the route and ``steps`` how many equations were
    proved; ``errors`` has what a shape's plan loses in the model of float64, in
    eps * max(1, condition number).
    """

    name: str
    texts: dict[str, str]
    row: str
    routes: dict[str, str]
    steps: dict[str, int]
    errors: dict[str, float]
    seconds: float


def plan_all(derivations: tuple[Derivation, ...]) -> dict[str, Plan]:
    """The plans of the shapes; loc and scale need none."""
    exempt = (LOC.name, SCALE.name)
    return {d.parameter: choose(d) for d in derivations if d.parameter not in exempt}


def make_product(name: str) -> Product:
    """Validate, derive, prove, plan and render one family of the catalogue."""
    start = time.perf_counter()
    family = load(name)
    plans = memory.recall(family)
    if plans is None:
        validate(family)
    derivations = derive_all(family)
    if plans is None:
        for derivation in derivations:
            prove(derivation)
        prove_second(derivations)
        roots.prove_account(name)
        plans = plan_all(derivations)
        memory.keep(family, plans)
    return Product(
        name,
        render_texts(family, derivations, plans),
        table_row(family, derivations),
        {d.parameter: d.route for d in derivations},
        {d.parameter: len(d.steps) for d in derivations},
        {name: plan.error for name, plan in plans.items()},
        time.perf_counter() - start,
    )


def render_texts(
    family: Family, derivations: tuple[Derivation, ...], plans: dict[str, Plan]
) -> dict[str, str]:
    """The family's files by path relative to the root of the repository."""
    called = module_digest(family)
    module = render_module(family, derivations, plans, read(family.name), called)
    law = find_law(family, plans) if family.name in CHECKED else None
    texts = {
        f"generated/phidot/{family.name}.py": module,
        f"generated/latex/{family.name}.tex": render_latex(family, derivations, law),
    }
    transport = render_transport(family, called)
    texts[f"generated/phidot/_transport/{family.name}.py"] = transport
    if law is not None:
        texts[f"generated/phidot/_law/{family.name}.py"] = render_law(family, law, module, called)
    second = render_second(family, plans, second_digest(family))
    texts[f"generated/phidot/_second/{family.name}.py"] = second
    if family.name in roots.names():
        root = roots.load(family.name)
        source = f"derive/roots/{family.name}.py"
        texts[f"generated/phidot/_{root.name}.py"] = render_root(root, source, kernel_digest())
        slopes = render_slopes(root, source, root_digest())
        texts[f"generated/phidot/_second/_{root.name}.py"] = slopes
    return texts
