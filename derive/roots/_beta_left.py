"""beta(a, b) left of the root of the score, and somewhat beyond: the series at x = 0.

With F = x^a y^b/(a B(a, b)) S, S = sum T_k, T_k = (n)_k x^k/(a + 1)_k (DLMF 8.17.8),

    a Y = S [psi(a + 1) - psi(n) - log x] - S_a.

S is a quotient of two products run backwards with one division at the end: N_k = M_k + z_k N_(k+1),
M_k = m_k M_(k+1), m_k = (a + 1 + k)/c, z_k = x (n + k)/c for any c. S_a is not their derivative,
which cancels, but (1 - b) x/c^2 V/M_0^2 with V_k = M_(k+1) N_(k+1) + m_k z_k V_(k+1) > 0.
Where the series is slow it stops at k = N, and Y(a) = (the sum so far) + T_N (a + N)/a Y(a + N):
the shift I_x(a, b) = I_x(a + 1, b) + x^a y^b/(a B(a, b)) (DLMF 8.17.20), N times.
"""

from __future__ import annotations

from math import log

from derive.primitives._notation import Constants, read
from derive.root import Regime
from derive.roots._beta_polynomial import Box, text
from derive.roots._beta_score import CONSTANTS, DEPARTURE, ROUGH_DEPARTURE, SCORE, SHIFT
from derive.thresholds import read as read_thresholds

#: Terms that leave less than 1e-17 where the ratio of one to the one before is at most 0.3.
TERMS = 40

#: As in ``_beta_score``, but with psi(z + 1) - log(z + 1): x n is about a here, and a shift by N
#: would add and subtract numbers larger than the score.
NEAR_SCORE = """
log_ratio = log(x * ((1.0 + n) * (1.0 / (1.0 + a))))
shifted_score = log_ratio + (digamma_excess(n) - digamma_excess(a))
"""

SUM = """
inverse_m = 1.0 / m_0
leading = 1.0 / n - shifted_score
derivative = ((1.0 - b) * (unit * step)) * (v_0 * inverse_m)
partial = fma(n_0, leading, -derivative) * inverse_m
"""


def recurrence(terms: int, rest: float) -> str:
    """``m_0``, ``n_0``, ``v_0`` from ``terms`` terms, c = a + terms; ``rest`` is S at the last."""
    lines = [
        f"unit = 1.0 / (a + {float(terms)})",
        "first = a * unit",
        "step = x * unit",
        "mass = n * step",
        f"m_{terms} = 1.0",
        f"n_{terms} = {rest!r}",
        f"v_{terms} = 0.0",
    ]
    for k in range(terms - 1, -1, -1):
        lines += [
            f"below_{k}_m = fma(unit, {k + 1.0}, first)",
            f"above_{k}_z = fma(step, {float(k)}, mass)",
            f"m_{k} = below_{k}_m * m_{k + 1}",
            f"n_{k} = fma(above_{k}_z, n_{k + 1}, m_{k})",
            f"v_{k} = fma(below_{k}_m * above_{k}_z, v_{k + 1}, m_{k + 1} * n_{k + 1})",
        ]
    return "\n".join(lines)


def product(terms: int) -> str:
    """``reach``, the product of the z_k."""
    lines = ["reach_0 = above_0_z"]
    lines += [f"reach_{k} = reach_{k - 1} * above_{k}_z" for k in range(1, terms)]
    return "\n".join([*lines, f"reach = reach_{terms - 1} * inverse_m"])


#: How far right of the root of the score the terms cancel little, that is, lose a factor 6 at most:
#: n x - a is at most b, and may be up to 1/(1/b + 1/limit).
RIGHT_BORDER = """
limit = maximum(LEAST, fma(-FALL, a, START))
left_enough = departure * (b + limit) < b * limit
"""


def borders() -> Constants:
    stored = read_thresholds("beta")
    return {
        "START": stored["right_start"],
        "FALL": stored["right_fall"],
        "LEAST": stored["right_least"],
        "RATIO": stored["left_ratio"],
    }


def series() -> Regime:
    """Where the terms fall fast."""
    holds = f"""{ROUGH_DEPARTURE}
{RIGHT_BORDER}
return left_enough & (x * (n + SHIFT) <= RATIO * (a + SHIFT))
"""
    body = f"""given x, y, a, b
n = a + b
{NEAR_SCORE}
{recurrence(TERMS, 1.0)}
{SUM}
return partial / a
"""
    return Regime(
        "series",
        read("beta_series_holds", holds, borders() | CONSTANTS, "Whether x is far below the mode."),
        read("beta_series", body, {}, f"Y by {TERMS} terms of the series at x = 0."),
        "Y = sum T_k (psi(a + 1 + k) - psi(n + k) - log x)/a (DLMF 8.17.8)",
    )  # fmt: skip


def shifted() -> Regime:
    """Where x is left of the mode or a little right of it, after ``series`` and the large a."""
    stored = read_thresholds("beta")
    # w at a + N is highest at the right border with y = 0 and a = 0: (N + limit)/N.
    high = log(1.0 + stored["right_start"] / SHIFT)
    box = Box(log(stored["left_ratio"]), high, SHIFT, SHIFT + stored["moderate_a"])
    lines, constants = text(box)
    body = f"""{DEPARTURE}
{SCORE}
{recurrence(SHIFT, 0.0)}
{SUM}
{product(SHIFT)}
safe = TINY if abs(beyond) < TINY else beyond
w = log_ratio
inverse_a = unit_a
mu = top_a * unit_n
{lines}
rate_above = unit_a * fma(unit_a, correction, w / safe)
return fma(reach * top_a, rate_above, partial) / a
"""
    holds = f"{ROUGH_DEPARTURE}\n{RIGHT_BORDER}\nreturn left_enough\n"
    constants |= CONSTANTS | {"TINY": 2.0**-60}
    return Regime(
        "shifted",
        read("beta_shifted_holds", holds, borders(), "Whether x is not far right of the mode."),
        read("beta_shifted", body, constants, f"Y from Y(a + {SHIFT})."),
        f"a Y(a) = {SHIFT} terms of the series at x = 0 + T_N (a + N) Y(a + N) (DLMF 8.17.20)",
    )  # fmt: skip
