"""Report: the table that ends `make`, and `list`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from rich.console import Console
from rich.table import Table

from derive.budget import read
from derive.catalogue import resolve
from derive.emit.product import Product
from derive.family import Family
from derive.verify import Measurement

#: A velocity's parameter and route, in the Info of an emitted module.
ROUTE = re.compile(r'parameter="(\w+)",.*?source=\'(\w+) route', re.DOTALL)
COLUMNS = ("family", "route", "parameters", "worst error", "ns/element", "seconds")


def print_table(
    products: Sequence[Product], measured: Mapping[str, Measurement], console: Console
) -> None:
    """One row a family; errors in eps * max(1, cond), ns of a gradient with scalar parameters."""
    table = Table(*COLUMNS, title="phidot: families derived and verified", title_justify="left")
    for product in products:
        table.add_row(*row(product, measured.get(product.name)))
    console.print(table)


def row(product: Product, measurement: Measurement | None) -> tuple[str, ...]:
    routes = sorted(set(product.routes.values()) - {"location", "scale"}) or ["location, scale"]
    worst = nanoseconds = "-"
    if measurement is not None:
        worst = f"{measurement.worst:.2f}" if measurement.errors else "exact"
        nanoseconds = f"{measurement.nanoseconds:.1f}"
    return (
        product.name,
        ", ".join(routes),
        ", ".join(product.routes),
        worst,
        nanoseconds,
        f"{product.seconds:.1f}",
    )


def print_list(families: Sequence[Family], console: Console) -> None:
    """One row a family: its law's statement, its velocities by route, its recorded error."""
    table = Table("family", "law stated by", "velocities by route", "recorded worst error")
    table.columns[0].no_wrap = True
    for family in families:
        budgets = read(family.name)
        worst = max((b.worst for b in budgets.values()), default=None)
        table.add_row(
            family.name,
            stated_by(family),
            describe_routes(family),
            ("not recorded" if has_shapes(family) else "exact")
            if worst is None
            else f"{worst:.2f}",
        )
    console.print(table)


def describe_routes(family: Family) -> str:
    """The shapes by the route of their derivation; loc and scale have the same in every family."""
    routes = emitted_routes(family.name)
    groups: dict[str, list[str]] = {}
    for p in family.parameters:
        route = "none, an integer" if p.integer else routes.get(p.name, "not made yet")
        groups.setdefault(route, []).append(p.name)
    texts = [f"{route}: {', '.join(names)}" for route, names in groups.items()]
    return "; ".join(texts) or "loc, scale only"


def has_shapes(family: Family) -> bool:
    """Whether the family has a velocity that is not exact for every law."""
    return any(not p.integer for p in family.parameters)


def emitted_routes(name: str) -> dict[str, str]:
    """The route of each velocity as the emitted module says it; empty where there is none.

    The module is read, not imported: a list of all families must not compile kernels.
    """
    path = files("phidot") / f"{name}.py"
    return dict(ROUTE.findall(path.read_text())) if path.is_file() else {}


def stated_by(family: Family) -> str:
    """The statement from which the law is taken."""
    if family.reduction is not None:
        return f"reduction to {resolve(family.reduction.base).name}"
    if family.branches:
        return "branches"
    laws = ("cdf", "sf", "quantile", "pdf", "log_density")
    return next(n for n in laws if getattr(family, n) is not None).replace("_", "-")
