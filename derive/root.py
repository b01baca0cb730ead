"""Root: a velocity without a closed form, as regimes that are data. Input: ``derive.roots``.

A root is a function of one variate and its parameters. Each of its regimes is a straight-line
function that is accurate where its condition holds; the kernels sort the elements of a block by
regime and run each regime over its own elements.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive import ir


@dataclass(frozen=True)
class Regime:
    """One way to evaluate a root, and where it is used.

    ``condition`` has the root's arguments and returns a truth value; None stands for all that
    earlier regimes leave. A tiled regime has one row of coefficients a cell of its domain:
    ``cell`` gives the number of the row, as a float, and ``function`` reads it by ``ir.Entry``.
    """

    name: str
    condition: ir.Function | None
    function: ir.Function
    source: str
    table: tuple[tuple[float, ...], ...] = ()
    cell: ir.Function | None = None

    def __post_init__(self) -> None:
        if bool(self.table) != (self.cell is not None):
            raise ValueError(f"regime {self.name}: a table needs a cell function, and a cell one")


@dataclass(frozen=True)
class Axis:
    """A coordinate in which a root with fixed parameters is a table of polynomials.

    ``coordinate`` has the root's arguments; it is 0 in the middle of the law. ``place`` takes the
    coordinate, as ``s``, and the parameters back to the variate's own arguments. ``border`` takes
    ``u`` and the parameters; the cells of the table lie between its values at equidistant u, from
    0 to 1. The root must vary alike in all of them, measured by their widths.
    """

    coordinate: ir.Function
    place: ir.Function
    border: ir.Function


@dataclass(frozen=True)
class Root:
    """A function of ``arguments``; the first regime whose condition holds evaluates it.

    ``axis`` is None for a root that has no table for fixed parameters.
    """

    name: str
    arguments: tuple[str, ...]
    regimes: tuple[Regime, ...]
    document: str
    axis: Axis | None = None

    def __post_init__(self) -> None:
        *others, last = self.regimes
        if last.condition is not None or any(r.condition is None for r in others):
            raise ValueError(f"root {self.name}: the last regime, and it alone, has no condition")
        for regime in self.regimes:
            given = tuple(a.name for a in regime.function.arguments)
            if given != self.arguments:
                raise ValueError(
                    f"root {self.name}: regime {regime.name} takes {', '.join(given)}; "
                    f"it must take {', '.join(self.arguments)}"
                )
