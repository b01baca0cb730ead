"""Map table: the rows of a run of ``benchmarks.maps`` as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from statistics import median

TITLE = "# The finite map against scipy, and gamma's Hessian against JAX"
NOTE = """\
`transport(z, theta, tau)` against `law.ppf(law.cdf(z, *theta), *tau)` of scipy.stats, float64, one
thread, shapes of ordinary size; nanoseconds an element. *first* is phidot's first call with these
theta and tau, which for a map that is an integral makes the polynomials of its panels, and *again*
the next one. scipy is timed on as many elements as it takes half a second for, at least {few}.
Errors are the largest ones of the image at six points, those with probability 1e-20, 1e-3 and 0.3
on either side, by the 40-digit oracle, in units of eps = 2.2e-16 times the condition number (of the
relative error, in z and all shapes, at least 1); *none* stands for nan or no digit. Points that
have rounded to an end of the support are left out, and the outermost of an affine map, that of loc
and scale alone, whose error is measured against itself in rational numbers. A map that is an
integral is one along a *path* of parameters, or *tails* are integrated and matched. genhyperbolic,
levy_stable and studentized_range are left out, as phidot or scipy takes minutes.
"""
HEAD = (
    "| family | map | first | again | scipy | scipy/first | phidot error | scipy error |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|"
)
#: The rows whose map is elementary, in the words of the summary.
ELEMENTARY = {
    "whose map is elementary": ("affine", "formula"),
    "of these in which shapes move": ("formula",),
}
HESSIAN = (
    "d²z/da² of the gamma law at {size:,} elements, shapes log-uniform in [0.1, 100] as an array: "
    "phidot's `hessian` ({entries} entries an element, loc and scale included) {ours:.1f} ns; JAX, "
    "forward over `jax.lax.random_gamma_grad`, one entry, compiled, {few:,} elements, "
    "{jax:.1f} ns: {ratio:.0f} times as long. Largest relative difference between the two: "
    "{difference:.1e}."
)


@dataclass(frozen=True)
class MapRow:
    """One family: nanoseconds an element by contestant, and errors, None where not asked for."""

    family: str
    kind: str
    first: float
    again: float
    scipy: float
    error: float | None
    error_of_scipy: float | None

    @property
    def ratio(self) -> float:
        """How many times as long as phidot's first call scipy takes."""
        return self.scipy / self.first


def render_row(row: MapRow) -> str:
    cells = [f"{x:.1f}" for x in (row.first, row.again, row.scipy, row.ratio)]
    errors = [describe(e) for e in (row.error, row.error_of_scipy)]
    return f"| {' | '.join((row.family, row.kind, *cells, *errors))} |"


def describe(error: float | None) -> str:
    if error is None:
        return "-"
    if not isfinite(error):
        return "none"
    return f"{error:.1f}" if error < 1000 else f"{error:.0e}"


def summarise(rows: Sequence[MapRow]) -> str:
    """The medians beside their targets."""
    lines = [
        f"- all {len(rows)} families: in the median {median(r.ratio for r in rows):.1f} times as "
        f"fast as scipy (target 5); slower in {sum(r.ratio < 1 for r in rows)}."
    ]
    for name, kinds in ELEMENTARY.items():
        ratios = [r.ratio for r in rows if r.kind in kinds]
        if ratios:
            lines.append(
                f"- the {len(ratios)} {name}: {median(ratios):.1f} times (target 20); slower in "
                f"{sum(r < 1 for r in ratios)}."
            )
    return "\n".join(lines)


def render(rows: Sequence[MapRow], size: int, few: int, versions: str, hessian: str) -> str:
    """The page."""
    parts = [TITLE, f"{size:,} elements; {versions}.", NOTE.format(few=few).strip()]
    parts += [summarise(rows), "\n".join([HEAD, *map(render_row, rows)]), hessian]
    return "\n\n".join(parts) + "\n"
