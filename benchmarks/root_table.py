"""Root table: the rows of a run of ``benchmarks.roots`` as Markdown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

TITLE = "# The hard roots against PyTorch, JAX and TensorFlow Probability"
NOTE = """\
Nanoseconds of processor time an element for dz/da, float64, one thread, the shortest of several
turns. Shapes are log-uniform between the two numbers, or given as numbers (their geometric mean);
z is drawn from the law. phidot writes into an array given to it; PyTorch
(`torch._standard_gamma_grad`, `torch._dirichlet_grad`), JAX (`jax.lax.random_gamma_grad`, compiled)
and TFP (-F_a/p by the derivatives of `tfp.math.betainc` on JAX, compiled) make a new one, and take
shapes as arrays. For gamma TFP has JAX's own gradient; JAX has none for beta at a given z. The last
column is phidot's time as a multiple of that of its own logarithm over the same array in the same
run.
"""
#: Keys of the rivals and their columns.
RIVALS = {"torch": "PyTorch", "jax": "JAX", "tfp": "TFP"}
CONTESTANTS = {"phidot": "phidot", **RIVALS}


@dataclass(frozen=True)
class RootRow:
    """One case: nanoseconds an element, and (largest, median) relative error, by contestant.

    ``missing`` are those that have this law and are not installed.
    """

    family: str
    numbers: bool
    range: tuple[float, float]
    times: Mapping[str, float]
    errors: Mapping[str, tuple[float, float]]
    missing: Collection[str] = ()

    @property
    def label(self) -> tuple[str, str, str]:
        low, high = self.range
        return self.family, f"{low:g} to {high:g}", "numbers" if self.numbers else "arrays"


def render(
    rows: Sequence[RootRow], size: int, few: int, checked: int, versions: str, absent: Sequence[str]
) -> str:
    """The page."""
    first = f"{size:,} elements, {min(few, size):,} for JAX and TFP; {versions}."
    about = (
        f"Relative errors against the oracle, at the first {checked} elements of each case; an "
        "element for which the oracle takes too long (z within a few last bits of 1) is left out."
    )
    missing = f"Absent for the beta law: {'; '.join(absent)}."
    times = [head_times(), *map(render_times, rows)]
    found = [head_errors(), *map(render_errors, rows)]
    parts = (TITLE, first, NOTE.strip(), missing, "\n".join(times), about, "\n".join(found))
    return "\n\n".join(parts) + "\n"


def head_times() -> str:
    ratios = [f"{title}/phidot" for title in RIVALS.values()]
    return head([*CONTESTANTS.values(), *ratios, "phidot/log"])


def head_errors() -> str:
    return head([c for title in CONTESTANTS.values() for c in (f"{title} max", "median")])


def head(columns: Sequence[str]) -> str:
    titles = " | ".join(("law", "shapes", "given as", *columns))
    return f"| {titles} |\n|---|---|---|{'--:|' * len(columns)}"


def render_times(row: RootRow) -> str:
    t = row.times
    ratios = {who: t[who] / t["phidot"] for who in RIVALS if who in t}
    cells = [show(row, who, t.get(who), ".2f") for who in CONTESTANTS]
    cells += [show(row, who, ratios.get(who), ".1f") for who in RIVALS]
    return f"| {' | '.join((*row.label, *cells, format(t['phidot'] / t['log'], '.1f')))} |"


def render_errors(row: RootRow) -> str:
    cells = [
        show(row, who, number, ".1e")
        for who in CONTESTANTS
        for number in row.errors.get(who, (None, None))
    ]
    return f"| {' | '.join((*row.label, *cells))} |"


def show(row: RootRow, who: str, number: float | None, form: str) -> str:
    """A cell; a dash where the contestant does not have the law."""
    if number is not None:
        return format(number, form)
    return "not installed" if who in row.missing else "-"
