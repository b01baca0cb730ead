"""Table: the rows of a run as Markdown, with what they say about the targets."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.machine import describe_machine, describe_versions
from benchmarks.measure import Row

#: A kernel may take this many times as long as the hand-written loop, and NumPy must take this
#: many times as long as phidot in the median.
SLOWEST, GAIN = 1.2, 3.0
#: More names than this are a count in the summary.
MOST_NAMED = 8

HEAD = (
    "| family | dz/d | phidot | loop | NumPy | phidot/loop | NumPy/phidot | new array |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|"
)
NOTE = """\
Nanoseconds an element, float64, one thread, parameters given as numbers, the shortest of several
turns taken in alternation. *phidot* and *loop* write into an array given to them; *NumPy*
allocates its temporaries and its result, and *new array* is phidot when it allocates its result.

*loop* is the formula of the derivation in a fused contiguous Numba loop, repeated parts named
once and constant calls taken out of it. It does less than phidot: it never looks at the domain
(phidot returns nan outside, the limit on the edge) and it keeps the formula's cancellations and
overflows (a tilde marks a result that differs from phidot's by more than 1e-6 somewhere in the
sample). *NumPy* is the same formula and the same omissions. Only for loc and scale, whose formulas
are 1 and (z - loc)/scale, do the rivals look at the support as well: they too read z and write nan
outside of it, since that look is all that there is to measure.
"""


def render(rows: Sequence[Row], size: int, left_out: Sequence[str]) -> str:
    """The page: what was measured, the verdicts, one line a velocity."""
    title = f"# Every kernel against the same formula by hand and in NumPy\n\n{size:,} elements; "
    parts = [title + f"{describe_machine()}; {describe_versions()}.\n", NOTE]
    if left_out:
        parts.append(f"Left out, having no elementary formula in z: {', '.join(left_out)}.\n")
    parts += ["\n".join(summarise(rows)) + "\n", "\n".join([HEAD, *map(render_row, rows)]) + "\n"]
    return "\n".join(parts)


def summarise(rows: Sequence[Row]) -> list[str]:
    """One line for each kind of velocity that the run has."""
    kinds = {
        "shapes": [r for r in rows if r.parameter not in ("loc", "scale")],
        "scale": [r for r in rows if r.parameter == "scale"],
        "loc": [r for r in rows if r.parameter == "loc"],
    }
    return [judge(kind, chosen) for kind, chosen in kinds.items() if chosen]


def judge(kind: str, rows: Sequence[Row]) -> str:
    slow = [f"{r.label} ({r.to_loop:.2f})" for r in rows if r.to_loop > SLOWEST]
    behind = [f"{r.label} ({r.to_numpy:.2f})" for r in rows if r.to_numpy < 1.0]
    gain, share = median(r.to_numpy for r in rows), median(r.to_loop for r in rows)
    return (
        f"- **{kind}** ({len(rows)}): median {gain:.2f} times as fast as NumPy "
        f"(target {GAIN:g}), median {share:.2f} of the loop's time; "
        f"slower than {SLOWEST:g} times the loop: {name_some(slow, len(rows))}; "
        f"slower than NumPy: {name_some(behind, len(rows))}."
    )


def name_some(labels: Sequence[str], total: int) -> str:
    """The labels, or how many of ``total`` where they would fill the page."""
    if len(labels) <= MOST_NAMED:
        return ", ".join(labels) or "none"
    return f"all {total}" if len(labels) == total else f"{len(labels)} of {total}"


def render_row(row: Row) -> str:
    mark = "" if row.agrees else " ~"
    cells = (
        row.family, row.parameter, f"{row.phidot:.2f}", f"{row.loop:.2f}{mark}",
        f"{row.numpy:.2f}", f"{row.to_loop:.2f}", f"{row.to_numpy:.2f}", f"{row.fresh:.2f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"
