"""digamma_excess(a + b) - digamma_excess(a), which a difference of the two would lose for small b.

digamma_excess(a) is t Q(t - 1/2) with t = 1/(1 + a). Beside Q at one t, Horner's rule gives the
divided difference D of Q between two (Higham, Accuracy and Stability, 5.3), and
t_1 Q_1 - t_0 Q_0 = (t_1 - t_0) (Q_0 + t_1 D), where t_0 - t_1 = b t_0 t_1.
"""

from __future__ import annotations

from collections.abc import Sequence

from derive.primitives._notation import Constants, read
from derive.primitives.digamma_excess import QUOTIENT

DEGREE = len(QUOTIENT) - 1


def named(coefficients: Sequence[float]) -> Constants:
    """The coefficients that ``horner`` speaks of."""
    return {f"Q_{k}": c for k, c in enumerate(coefficients)}


def horner() -> str:
    """Q_0 as ``value_0`` and D as ``slope_0``, from the highest power down."""
    lines = [f"value_{DEGREE} = Q_{DEGREE}", f"slope_{DEGREE} = 0.0"]
    for k in range(DEGREE - 1, -1, -1):
        lines.append(f"slope_{k} = fma(slope_{k + 1}, x_1, value_{k + 1})")
        lines.append(f"value_{k} = fma(value_{k + 1}, x_0, Q_{k})")
    return "\n".join(lines)


PLACES = """
t_0 = 1.0 / (1.0 + a)
t_1 = 1.0 / (1.0 + (a + b))
x_0 = t_0 - 0.5
x_1 = t_1 - 0.5
"""

FUNCTION = read(
    "digamma_excess_step",
    f"""given a, b
{PLACES}
{horner()}
return -((b * t_1) * t_0) * fma(t_1, slope_0, value_0)
""",
    named(QUOTIENT),
    "digamma_excess(a + b) - digamma_excess(a) for a, b >= 0.",
)
