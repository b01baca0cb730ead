"""beta(a, b) right of the root of the score: the continued fraction of 1 - F.

1 - F = x^a y^b/B(a, b) h, so Y = h s + h_a with the score s > 0 and h_a > 0, where

    h = 1/(beta_0 + alpha_1/(beta_1 + alpha_2/(beta_2 + ...))),
    alpha_m = (b + m - 1)(n + m - 1) m (a - m) y^2/(b + 2 m - 1)^2,
    beta_m = m + m (a - m) y/(b + 2 m - 1) + (b + m)(n x - a + 1 + m (1 + x))/(b + 2 m + 1)

(DiDonato and Morris, ACM TOMS 18, 1992, eq. 9, with a, x and b, y exchanged). It is evaluated
without divisions, from the last level backwards: P_m = beta_m P_(m+1) + alpha_(m+1) P_(m+2), and
W_m = P_(m+1)' P_m - P_(m+1) P_m', ' = d/da, by its own recurrence, because the difference cancels.
Level m is multiplied by k c^2 (b + 2 m - 1)(b + 2 m + 1), c = 1/(b + M), k = 1/(|n x - a| + M), M
the number of levels, so that there is neither a denominator nor an overflow.
"""

from __future__ import annotations

from dataclasses import dataclass

from derive import ir
from derive.primitives._notation import read
from derive.root import Regime
from derive.roots._beta_score import CONSTANTS, DEPARTURE, SCORE
from derive.thresholds import read as read_thresholds

SOURCE = "continued fraction of 1 - F and its a-derivative (DiDonato and Morris 1992, eq. 9)"


@dataclass(frozen=True)
class Reach:
    """``levels`` suffice where n x >= ``z`` or x >= ``x``; everywhere if these are None."""

    name: str
    levels: int
    z: float | None = None
    x: float | None = None


def scaling(levels: int) -> str:
    """What all levels share; ``_c`` is times c, ``_k`` times k."""
    return f"""
size = abs(departure) + {float(levels)}
breadth = b + {float(levels)}
inverse = 1.0 / (size * breadth)
c = size * inverse
k = breadth * inverse
b_c = b * c
y_k = y * k
y_ck = y_k * c
constant = fma(k, departure, k)
growth = fma(k, x, k)
twice = fma(2.0, a, b) - 1.0
width_0 = b_c + c
shift_0 = b_c * y_k
beta_0 = b_c * constant
"""


def level(m: int) -> list[str]:
    """``alpha``, ``beta`` and their derivatives at level ``m``, scaled."""
    widths = f"width_{m - 2} * width_{m}" if m > 1 else "width_1"
    return [
        f"width_{m} = fma({2.0 * m + 1.0}, c, b_c)",
        f"near_{m} = fma({float(m)}, c, b_c)",
        f"shift_{m} = near_{m} * y_k",
        f"rise_{m} = {float(m)} * y_ck",
        f"bend_{m} = rise_{m} * (a - {float(m)})",
        f"line_{m} = near_{m} * fma({float(m)}, growth, constant)",
        f"both_{m} = fma({float(m)} * k, width_{m}, line_{m})",
        f"beta_{m} = fma(width_{m - 1}, both_{m}, bend_{m} * width_{m})",
        f"slope_{m} = fma(shift_{m}, width_{m - 1}, -rise_{m} * width_{m})",
        f"weight_{m} = shift_{m - 1} * ({widths})",
        f"alpha_{m} = weight_{m} * (bend_{m} * (n + {m - 1.0}))",
        f"lift_{m} = weight_{m} * (rise_{m} * twice)",
    ]


def backward(levels: int) -> list[str]:
    """P_m and W_m; ``slope`` is -beta', ``lift`` is alpha'."""
    lines = [f"p_{levels + 1} = 1.0", f"p_{levels} = beta_{levels}", f"w_{levels} = slope_{levels}"]
    for m in range(levels - 1, -1, -1):
        slope = f"slope_{m}" if m else "shift_0"
        lines += [
            f"p_{m} = fma(beta_{m}, p_{m + 1}, alpha_{m + 1} * p_{m + 2})",
            f"turn_{m} = fma({slope}, p_{m + 1}, -lift_{m + 1} * p_{m + 2})",
            f"w_{m} = fma(p_{m + 1}, turn_{m}, -alpha_{m + 1} * w_{m + 1})",
        ]
    return lines


def function(reach: Reach) -> ir.Function:
    levels = [line for m in range(1, reach.levels + 1) for line in level(m)]
    lines = "\n".join([*levels, *backward(reach.levels)])
    return read(
        f"beta_{reach.name}",
        f"""{DEPARTURE}
{SCORE}
score = shifted_score + (b / n) / a
{scaling(reach.levels)}
{lines}
inverse_p = 1.0 / p_0
return ((k * width_0) * inverse_p) * fma(p_1, score, w_0 * inverse_p)
""",
        CONSTANTS,
        f"Y by {reach.levels} levels of the continued fraction.",
    )


def condition(reach: Reach) -> ir.Function | None:
    if reach.z is None or reach.x is None:
        return None
    return read(
        f"beta_{reach.name}_holds",
        "given x, y, a, b\nreturn (Z <= x * (a + b)) | (X <= x)\n",
        {"Z": reach.z, "X": reach.x},
        f"Whether {reach.levels} levels suffice.",
    )


def regimes() -> tuple[Regime, ...]:
    """Fewest levels first; the last has no condition."""
    stored = read_thresholds("beta")
    reaches = (
        Reach("right_short", 16, stored["short_z"], stored["short_x"]),
        Reach("right_medium", 30, stored["medium_z"], stored["medium_x"]),
        Reach("right_long", 88),
    )
    return tuple(Regime(r.name, condition(r), function(r), SOURCE) for r in reaches)
