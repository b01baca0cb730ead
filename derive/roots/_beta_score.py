"""Text that the regimes of beta(a, b) share: n x - a, and the score, without cancellation.

The score is s = log x + psi(n) - psi(a), n = a + b. Near its root log x and the digamma difference
cancel, so the logarithm is taken of the ratio of x to (a + N)/(n + N):

    s = log(x (n + N)/(a + N)) + b sum_j 1/((a + j)(n + j)) + [e(n + N) - e(a + N)],  0 <= j < N,

by the recurrence of psi (DLMF 5.5.2), e(z) = psi(z) - log z. The sum is one fraction; the last
bracket is a divided difference of the asymptotic series of e (DLMF 5.11.2), hence relatively
accurate when b is small. ``shifted_score`` is s without the term of j = 0, which can be huge.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import Constants

#: N of the formula: for z >= N a short polynomial in 1/z^2 gives e.
SHIFT = 10

# n is split in two by Knuth's two-sum; of x and y the smaller one carries the information.
DEPARTURE = """given x, y, a, b
n = a + b
b_seen = n - a
n_low = (a - (n - b_seen)) + (b - b_seen)
from_x = fma(n_low, x, fma(n, x, -a))
from_y = fma(n_low, y, fma(n, y, -b))
against = -from_y
departure = from_x if x <= y else against
"""

#: For conditions, where the last bits do not matter.
ROUGH_DEPARTURE = """given x, y, a, b
n = a + b
departure_x = fma(n, x, -a)
departure_y = fma(-n, y, b)
departure = departure_x if x <= y else departure_y
"""


def excess(square: mpf) -> mpf:
    """(log z - psi(z) - 1/(2 z)) z^2 at ``square`` = 1/z^2."""
    with mp.extradps(30):
        z = 1 / mp.sqrt(square)
        return (mp.log(z) - mp.digamma(z) - 1 / (2 * z)) * z**2


def coefficients() -> tuple[float, ...]:
    """Those of ``excess`` on z >= N."""
    return chebyshev(excess, 0, 1 / mpf(SHIFT) ** 2, 7)


def pair_sum() -> str:
    """``pairs`` = the sum of 1/factor_j, factor_j = (a + j)(n + j)/((a + N)(n + N)), 1 <= j < N."""
    lines = ["near_a = a * unit_a", "near_n = n * unit_n"]
    for j in map(float, range(1, SHIFT)):
        lines.append(f"factor_{j:.0f} = fma({j}, unit_a, near_a) * fma({j}, unit_n, near_n)")
    lines += ["above_1 = 1.0", "below_1 = factor_1"]
    for j in range(2, SHIFT):
        lines.append(f"above_{j} = fma(above_{j - 1}, factor_{j}, below_{j - 1})")
        lines.append(f"below_{j} = below_{j - 1} * factor_{j}")
    return "\n".join([*lines, f"pairs = above_{SHIFT - 1} / below_{SHIFT - 1}"])


def divided_difference() -> str:
    """That of p excess(p) between 1/(a + N)^2 and 1/(n + N)^2, by Horner's rule."""
    values = coefficients()
    last = len(values) - 1
    lines = [f"e_value_{last} = {values[last]!r}", f"e_slope_{last} = e_value_{last}"]
    for k in range(last - 1, -1, -1):
        lines.append(f"e_value_{k} = fma(e_value_{k + 1}, square_a, {values[k]!r})")
        lines.append(f"e_slope_{k} = fma(e_slope_{k + 1}, square_n, e_value_{k})")
    return "\n".join(lines)


SCORE = f"""
top_a = a + SHIFT
top_n = n + SHIFT
inverse_top = 1.0 / (top_a * top_n)
unit_a = top_n * inverse_top
unit_n = top_a * inverse_top
{pair_sum()}
square_a = unit_a * unit_a
square_n = unit_n * unit_n
{divided_difference()}
difference = (b * inverse_top) * (pairs + fma(unit_a + unit_n, e_slope_0, 0.5))
beyond = fma(-SHIFT, y, departure) * unit_a
ratio = x * (top_n * unit_a)
close = 0.5 < ratio
log_close = log1p(beyond)
log_apart = log(ratio)
log_ratio = log_close if close else log_apart
shifted_score = log_ratio + difference
"""

CONSTANTS: Constants = {"SHIFT": float(SHIFT)}
