"""Called: what the functions of a module call and mention, which it imports or carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derive import ir, primitives
from derive.functions import LATENT_RATES
from derive.score import bessel

#: What the printer writes without a Call node, and where it comes from.
INTRINSICS = ("floor", "fma", "maximum", "minimum", "stack")
CONSTANTS = ("inf", "nan", "sqrt")


def list_called(functions: Sequence[ir.Function]) -> set[str]:
    """All that the functions call by name."""
    called = {c for f in functions for s in f.body for c in primitives.called(s)}
    return called | {c for f in functions for r in f.results for c in primitives.called(r)}


def list_primitives(functions: Sequence[ir.Function]) -> list[str]:
    """The primitives that the functions call, sorted."""
    return sorted(list_called(functions) & set(primitives.names()))


def list_latent(functions: Sequence[ir.Function]) -> list[tuple[str, str]]:
    """The means over latent variates that the functions call, each after its family, sorted."""
    called = list_called(functions)
    return sorted(
        (family, cls.__name__)
        for (family, _), cls in LATENT_RATES.items()
        if cls.__name__ in called
    )


def list_quadratures(functions: Sequence[ir.Function]) -> list[ir.Function]:
    """The functions that are quadratures of their own, which the module carries itself."""
    called = {c for f in functions for s in f.body for c in primitives.called(s)}
    return [bessel.kernel(name) for name in bessel.AVERAGED if name in called]


def list_tables(functions: Sequence[ir.Function]) -> list[ir.Table]:
    """The tables over which the functions fold, by name."""
    folds = [s for f in functions for s in walk(f.body) if isinstance(s, ir.Fold)]
    return sorted({f.table for f in folds}, key=lambda t: t.name)


def list_carried(functions: Sequence[ir.Function]) -> list[str]:
    """The quadratures and the columns of tables that a family's own module carries."""
    tables = list_tables(functions)
    columns = [f"{t.name}_{column}" for t in tables for column, _ in t.columns]
    return sorted([*columns, *(f.name for f in list_quadratures(functions))])


def walk(body: Sequence[ir.Statement]) -> Iterator[ir.Statement]:
    """The statements, those inside a repetition too."""
    for statement in body:
        yield statement
        if isinstance(statement, ir.Iterate):
            yield from walk(statement.body)


def mentioned(lines: Sequence[str], names: Sequence[str]) -> list[str]:
    """Those of ``names`` that stand in the text, as whole words."""
    words = {word for line in lines for word in re.findall(r"\w+", line)}
    return sorted(words & set(names))
