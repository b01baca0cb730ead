"""Report: the table that ends `make`, and `list`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from derive.budget import read
from derive.catalogue import resolve
from derive.emit.product import Product
from derive.family import Family
from derive.verify import Measurement

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
    """One row a family: its law's statement, its velocities, its recorded error."""
    table = Table("family", "law stated by", "velocities", "recorded worst error")
    for family in families:
        budgets = read(family.name)
        worst = max((b.worst for b in budgets.values()), default=None)
        table.add_row(
            family.name,
            stated_by(family),
            ", ".join(family.differentiable),
            "-" if worst is None else f"{worst:.2f}",
        )
    console.print(table)


def stated_by(family: Family) -> str:
    """The statement from which the law is taken."""
    if family.reduction is not None:
        return f"reduction to {resolve(family.reduction.base).name}"
    if family.branches:
        return "branches"
    return next(n for n in ("cdf", "sf", "quantile", "pdf") if getattr(family, n) is not None)
