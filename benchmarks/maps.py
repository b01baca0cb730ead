"""Time the finite map against scipy and gamma's Hessian against JAX; writes benchmarks/maps.md."""

from __future__ import annotations

import os

from benchmarks.one_thread import VARIABLES

os.environ.update(VARIABLES)

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from time import process_time_ns, thread_time
from typing import Any

import jax
import numpy as np
import phidot
from phidot import gamma

from benchmarks.machine import describe_machine, describe_versions
from benchmarks.map_cases import MapCase, attempt, draw_map_case, tail_points, worst
from benchmarks.map_table import HESSIAN, MapRow, render, render_row
from benchmarks.timing import race

PAGE = Path(__file__).with_name("maps.md")
#: Families of which phidot or scipy takes minutes.
MINUTES = ("genhyperbolic", "levy_stable", "studentized_range")
#: Elements that scipy is timed on at least, and seconds that it should take; of JAX.
FEW, SECONDS, FEW_OF_JAX = 200, 0.5, 100_000


def read_arguments() -> argparse.Namespace:
    quick = [n for n in phidot.families() if n not in MINUTES]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maps", description=__doc__)
    parser.add_argument("families", nargs="*", default=quick, help="by default all but MINUTES")
    parser.add_argument("--size", type=int, default=1_000_000, help="elements of each array")
    parser.add_argument("--print", action="store_true", help="print the page, write no file")
    return parser.parse_args()


def clock(run: Callable[[], Any]) -> float:
    """Seconds of this thread's processor time that a call takes."""
    start = thread_time()
    run()
    return thread_time() - start


def measure(case: MapCase) -> MapRow:
    """One row: first the kernels are compiled, at another pair of members."""
    other = MapCase(case.family, case.tau, case.theta, case.z)
    other.ours(case.z[:2000])
    first = clock(lambda: case.ours(case.z))
    again = min(clock(lambda: case.ours(case.z)) for _ in range(3))
    each = 1e9 / case.z.size
    theirs = time_scipy(case)
    ours_off, scipy_off = errors(case)
    return MapRow(
        case.family.name, case.kind, first * each, again * each, theirs, ours_off, scipy_off
    )


def time_scipy(case: MapCase) -> float:
    with np.errstate(all="ignore"):
        case.theirs(case.z[:2])
        seconds = clock(lambda: case.theirs(case.z[:FEW]))
        count = int(min(case.z.size, max(FEW, FEW * SECONDS / seconds)))
        return 1e9 * min(clock(lambda: case.theirs(case.z[:count])) for _ in range(2)) / count


def errors(case: MapCase) -> tuple[float, float] | tuple[None, None]:
    """phidot's and scipy's; none where the density is an integral, and the oracle takes hours."""
    if case.family.has_integral_density and case.kind != "affine":
        return None, None
    points = tail_points(case)
    with np.errstate(all="ignore"):
        ours, theirs = ([attempt(f, z) for z in points] for f in (case.ours, case.theirs))
    return worst(case, points, ours), worst(case, points, theirs)


def measure_hessian(size: int) -> str:
    """The sentence about gamma's Hessian."""
    jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
    rng = np.random.default_rng(3)
    a = 10.0 ** rng.uniform(-1.0, 2.0, size)
    z = np.maximum(rng.gamma(a), 1e-300)
    few = min(FEW_OF_JAX, size)
    velocity = jax.lax.random_gamma_grad

    @jax.jit
    def second(a: Any, z: Any) -> Any:
        return jax.jvp(velocity, (a, z), (jax.numpy.ones_like(a), velocity(a, z)))[1]

    theirs = (jax.numpy.asarray(a[:few]), jax.numpy.asarray(z[:few]))
    ours = race({"phidot": lambda: gamma.hessian(z, a)}, 3, process_time_ns)["phidot"] / size
    slow = race({"jax": lambda: second(*theirs).block_until_ready()}, 3, process_time_ns)["jax"]
    found = gamma.hessian(z[:few], a[:few])
    difference = np.max(np.abs(np.asarray(second(*theirs)) / found[:, 0, 0] - 1.0))
    return HESSIAN.format(
        size=size, few=few, entries=found[0].size, ours=ours, jax=slow / few,
        ratio=slow / few / ours, difference=difference,
    )  # fmt: skip


def run(names: Sequence[str], size: int) -> Iterator[MapRow]:
    for name in names:
        row = measure(draw_map_case(name, size))
        print(render_row(row), file=sys.stderr, flush=True)
        yield row


def main() -> None:
    arguments = read_arguments()
    phidot.set_num_threads(1)
    hessian = measure_hessian(arguments.size)
    print(hessian, file=sys.stderr, flush=True)
    rows = list(run(arguments.families, arguments.size))
    versions = f"{describe_machine()}; {describe_versions()}, jax {version('jax')}"
    page = render(rows, arguments.size, FEW, versions, hessian)
    if arguments.print:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
