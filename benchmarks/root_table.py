"""Root table: the rows of a run of ``benchmarks.roots`` as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from benchmarks.machine import describe_machine, describe_versions

TITLE = "# The hard roots against PyTorch and JAX"
NOTE = """\
Nanoseconds of processor time an element for dz/da, float64, one thread, the shortest of several
turns. Shapes are log-uniform between the two numbers, or given as numbers (their geometric mean);
z is drawn from the law. phidot writes into an array given to it; PyTorch
(`torch._standard_gamma_grad`, `torch._dirichlet_grad`) and JAX (`jax.lax.random_gamma_grad`,
compiled) make a new one, and take shapes as arrays only. The last column is phidot's time as a
multiple of that of phidot's own logarithm over the same array in the same run.
"""
HEAD = (
    "| law | shapes | given as | phidot | PyTorch | JAX | PyTorch/phidot | JAX/phidot "
    "| phidot/log |\n|---|---|---|--:|--:|--:|--:|--:|--:|"
)
ERRORS = (
    "| law | shapes | given as | phidot max | median | PyTorch max | median | JAX max | median |\n"
    "|---|---|---|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True)
class RootRow:
    """One case: nanoseconds an element, and (largest, median) relative error, by contestant."""

    family: str
    numbers: bool
    range: tuple[float, float]
    times: Mapping[str, float]
    errors: Mapping[str, tuple[float, float]]

    @property
    def label(self) -> tuple[str, str, str]:
        low, high = self.range
        return self.family, f"{low:g} to {high:g}", "numbers" if self.numbers else "arrays"


def render(
    rows: Sequence[RootRow], size: int, few: int, checked: int, absent: Sequence[str]
) -> str:
    """The page."""
    rivals = ", ".join(f"{p} {version(p)}" for p in ("torch", "jax"))
    first = f"{size:,} elements, {few:,} for JAX; {describe_machine()}; {describe_versions()}, "
    times = "\n".join([HEAD, *map(render_times, rows)])
    found = "\n".join([ERRORS, *map(render_errors, rows)])
    about = (
        f"Relative errors against the oracle, at the first {checked} elements of each case; an "
        "element for which the oracle takes too long (z within a few last bits of 1) is left out."
    )
    missing = f"Absent for the beta law: {'; '.join(absent)}."
    parts = (TITLE, f"{first}{rivals}.", NOTE.strip(), missing, times, about, found)
    return "\n\n".join(parts) + "\n"


def render_times(row: RootRow) -> str:
    t = row.times
    cells = [show(t.get(k), ".2f") for k in ("phidot", "torch", "jax")]
    cells += [show(t[k] / t["phidot"] if k in t else None, ".1f") for k in ("torch", "jax")]
    return f"| {' | '.join((*row.label, *cells, show(t['phidot'] / t['log'], '.1f')))} |"


def render_errors(row: RootRow) -> str:
    cells = [
        show(number, ".1e")
        for who in ("phidot", "torch", "jax")
        for number in row.errors.get(who, (None, None))
    ]
    return f"| {' | '.join((*row.label, *cells))} |"


def show(number: float | None, form: str) -> str:
    return "-" if number is None else format(number, form)
