"""Time and check the hard roots against PyTorch, JAX and TFP; writes ``benchmarks/roots.md``."""

from __future__ import annotations

import os

from benchmarks.one_thread import VARIABLES

os.environ.update(VARIABLES)

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from time import process_time_ns

import phidot
import torch

from benchmarks.machine import describe_machine, describe_versions
from benchmarks.root_cases import FAMILIES, RootCase, draw_cases
from benchmarks.root_errors import errors
from benchmarks.root_rivals import absent, by_jax, by_torch, ours, vector_log, velocities
from benchmarks.root_table import RootRow, render, render_times
from benchmarks.tfp import by_tfp, describe, is_installed, takes_part
from benchmarks.timing import race

PAGE = Path(__file__).with_name("roots.md")
#: Elements for JAX and TFP, which are slow, and those whose exact velocity is computed.
FEW, CHECKED, TURNS_OF_JAX = 100_000, 300, 3


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roots", description=__doc__)
    parser.add_argument("families", nargs="*", default=FAMILIES, help="gamma and beta by default")
    parser.add_argument("--size", type=int, default=1_000_000, help="elements of each array")
    parser.add_argument("--checked", type=int, default=CHECKED, help="elements that are checked")
    parser.add_argument("--print", action="store_true", help="print the page, write no file")
    arguments = parser.parse_args()
    if arguments.checked > FEW:
        parser.error(f"--checked is at most {FEW}, the elements that JAX and TFP compute")
    return arguments


def measure(case: RootCase, checked: int) -> RootRow:
    """Nanoseconds an element, and relative errors as (largest, median), of all that take part."""
    first = case.cut(checked)
    times, values = time_all(case), velocities(first)
    answer = by_tfp(case.cut(FEW), TURNS_OF_JAX)
    if answer is not None:
        times["tfp"], values["tfp"] = answer.nanoseconds, answer.velocity[: first.z.size]
    missing = ("tfp",) if takes_part(case.family) and answer is None else ()
    return RootRow(case.family, case.numbers, case.range, times, errors(first, values), missing)


def time_all(case: RootCase) -> dict[str, float]:
    """phidot, PyTorch and log in alternation on all elements, JAX on the first few."""
    contestants = {"phidot": ours(case), "torch": by_torch(case), "log": vector_log(case.z)}
    few = case.cut(FEW)
    times = {k: t / case.z.size for k, t in race(contestants, read=process_time_ns).items()}
    if (run := by_jax(few)) is not None:
        times["jax"] = race({"jax": run}, TURNS_OF_JAX, process_time_ns)["jax"] / few.z.size
    return times


def run(families: Sequence[str], size: int, checked: int) -> Iterator[RootRow]:
    for case in draw_cases(size, families):
        row = measure(case, checked)
        print(render_times(row), file=sys.stderr, flush=True)
        yield row


def list_versions() -> str:
    """The machine and what ran on it."""
    rivals = [f"{name} {version(name)}" for name in ("torch", "jax")]
    theirs = [describe()] if is_installed() else []
    return "; ".join([describe_machine(), ", ".join([describe_versions(), *rivals, *theirs])])


def main() -> None:
    arguments = read_arguments()
    phidot.set_num_threads(1)
    torch.set_num_threads(1)
    rows = list(run(arguments.families, arguments.size, arguments.checked))
    page = render(rows, arguments.size, FEW, arguments.checked, list_versions(), absent())
    if arguments.print:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
