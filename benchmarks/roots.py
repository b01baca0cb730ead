"""Time and check the hard roots against PyTorch and JAX; writes ``benchmarks/roots.md``."""

from __future__ import annotations

import os

# Read when JAX starts: one thread for it too.
os.environ.setdefault(
    "XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
)

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time_ns

import numpy as np
import phidot
import torch
from mpmath import mp

from benchmarks.root_cases import RootCase, draw_cases
from benchmarks.root_rivals import absent, by_jax, by_torch, ours, vector_log, velocities
from benchmarks.root_table import RootRow, render, render_times
from benchmarks.timing import race
from derive.catalogue import load
from derive.fuzz import judge
from derive.sample import Point

PAGE = Path(__file__).with_name("roots.md")
#: Elements for JAX, which is slow, and those whose exact velocity is computed.
FEW, CHECKED, TURNS_OF_JAX = 100_000, 300, 2


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roots", description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="elements of each array")
    parser.add_argument("--checked", type=int, default=CHECKED, help="elements that are checked")
    parser.add_argument("--print", action="store_true", help="print the page, write no file")
    return parser.parse_args()


def measure(case: RootCase, checked: int) -> RootRow:
    """Nanoseconds an element, and relative errors as (largest, median), of all that take part."""
    times = time_all(case)
    return RootRow(case.family, case.numbers, case.range, times, errors(case.cut(checked)))


def time_all(case: RootCase) -> dict[str, float]:
    """phidot, PyTorch and log in alternation on all elements, JAX on the first few."""
    contestants = {"phidot": ours(case), "torch": by_torch(case), "log": vector_log(case.z)}
    few = case.cut(FEW)
    times = {k: t / case.z.size for k, t in race(contestants, read=process_time_ns).items()}
    if (run := by_jax(few)) is not None:
        times["jax"] = race({"jax": run}, TURNS_OF_JAX, process_time_ns)["jax"] / few.z.size
    return times


def errors(case: RootCase) -> dict[str, tuple[float, float]]:
    """Largest and median relative error, where the oracle answers in time."""
    family = load(case.family)
    names = [p.name for p in family.parameters]
    exact = []
    for z, *shapes in zip(case.z, *case.columns, strict=True):
        given = dict(zip(names, map(float, shapes), strict=True))
        exact.append(judge(family, "a", Point(family.name, given, float(z))))
    found = {}
    for who, values in velocities(case).items():
        if values is not None:
            each = [
                relative(v, e) for v, e in zip(values.tolist(), exact, strict=True) if e is not None
            ]
            found[who] = (max(each), median(each))
    return found


def relative(value: float, exact: mp.mpf) -> float:
    with mp.workdps(30):
        return float(abs(mp.mpf(value) / exact - 1)) if np.isfinite(value) else float("inf")


def run(size: int, checked: int) -> Iterator[RootRow]:
    for case in draw_cases(size):
        row = measure(case, checked)
        print(render_times(row), file=sys.stderr, flush=True)
        yield row


def main() -> None:
    arguments = read_arguments()
    phidot.set_num_threads(1)
    torch.set_num_threads(1)
    rows = list(run(arguments.size, arguments.checked))
    page = render(rows, arguments.size, FEW, arguments.checked, absent())
    if arguments.print:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
