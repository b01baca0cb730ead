"""Time every kernel on one thread and write ``benchmarks/table.md``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import phidot

from benchmarks.cases import draw_case
from benchmarks.formula import is_elementary
from benchmarks.measure import Row, measure
from benchmarks.table import render, render_row
from derive.derivation import derive_all

TABLE = Path(__file__).with_name("table.md")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("families", nargs="*", default=phidot.families(), help="all by default")
    parser.add_argument("--size", type=int, default=1_000_000, help="elements of each array")
    parser.add_argument("--print", action="store_true", help="print the table, write no file")
    return parser.parse_args()


def run(names: Sequence[str], size: int) -> Iterator[tuple[list[Row], list[str]]]:
    """The rows and the left-out velocities of each family, as they come."""
    for name in names:
        case = draw_case(name, size)
        omitted = [d for d in derive_all(case.family) if not is_elementary(d)]
        yield list(measure(case)), [f"{name} dz/d{d.parameter}" for d in omitted]


def main() -> None:
    arguments = read_arguments()
    phidot.set_num_threads(1)
    rows: list[Row] = []
    left_out: list[str] = []
    for found, omitted in run(arguments.families, arguments.size):
        print(*map(render_row, found), sep="\n", file=sys.stderr, flush=True)
        rows += found
        left_out += omitted
    page = render(rows, arguments.size, left_out)
    if arguments.print:
        print(page)
    else:
        TABLE.write_text(page, encoding="utf-8")


main()
