"""Slopes of primitives in regimes: near a point where the plain form is 0/0, a series.

Functions on mpmath numbers give the series' coefficients (``derive.approximation``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from mpmath import mp, mpf

from derive import ir
from derive.approximation import chebyshev
from derive.primitives import _normal, digamma_excess_step
from derive.primitives._notation import Constants, read
from derive.primitives.digamma_excess import QUOTIENT

NEAR = 1.5


def second_moment(t: mpf) -> mpf:
    """The integral of s^2 e^(s t) over [0, 1] = M(3, 4, t)/3 (DLMF 13.4.1)."""
    return mp.hyp1f1(3, 4, t) / 3


def remainder_slope(t: mpf) -> mpf:
    """The derivative of the sum of (-t)^k/((k + 2)(k + 3)) (DLMF 15.5.1)."""
    return -mp.hyp2f1(2, 3, 5, -t) / 12


def atanh_slope(square: mpf) -> mpf:
    """The derivative of the sum of t^(2 k)/(2 k + 3), over t."""
    return 2 * mp.hyp2f1(2, mpf(5) / 2, mpf(7) / 2, square) / 5


#: The moment of order 2; with those of order 0 and 1, expm1_ratio and expm1_lag, by parts.
MOMENT = """
far = (exp(t) - 2.0 * expm1_lag(t)) / t
moment = MOMENT(minimum(NEAR, maximum(-NEAR, t))) if abs(t) < NEAR else far
"""

#: The slope of log1p_excess; the sum of functions that are smooth at 0 cancels for large t.
EXCESS = """
inside = fma(2.0, log1p_remainder(t), log1p_excess(t) - log1p_ratio(t))
outside = (log1p_ratio(t) - 2.0 * log1p_excess(t)) / t
excess = inside if abs(t) < 0.5 else outside
"""

#: The slope of Mills' ratio at |t|, its polynomial differentiated: t R - 1 cancels far out.
FALL = """
seen_fall = abs(t) + SHAPE
y_fall = SHAPE / seen_fall
s_fall = fma(-2.0, y_fall, 1.0)
bent = 2.0 * y_fall * fma(y_fall, BENT(s_fall), -MAPPED(s_fall))
fall = ((bent - 1.0) / seen_fall) / seen_fall
"""

TEXTS: dict[str, str] = {
    "expm1_lag": f"given t, value\n{MOMENT}\nreturn moment",
    "expm1_excess": f"given t, value\n{MOMENT}\nreturn expm1_lag(t) - moment",
    "log1p_excess": f"given t, value\n{EXCESS}\nreturn excess",
    "log1p_remainder": f"""given t, value
{EXCESS}
plain = -(excess + value) / t
held = minimum(1.0, maximum(-0.5, t))
series = REMAINDER(held)
return series if held == t else plain
""",
    "atanh_excess": """given t, value
plain = (1.0 / ((1.0 - t) * (1.0 + t)) - 3.0 * value) / t
series = t * ATANH(minimum(0.36, t * t))
return series if abs(t) < 0.6 else plain
""",
    "mills": f"""given t, value
{FALL}
return fall if 0.0 <= t else maximum(-MOST_FALL, fma(t, value, -1.0))
""",
    # With L = log Phi and M = R(-t) it is -L M; for t > 6, R(t) (1 - q/2) with q = -L.
    "ndtr_quotient": f"""given t, value
{FALL}
level = log_ndtr(t)
left = fma(level, fall, -1.0)
middle = fma(level, fma(-t, mills(-t), -1.0), -1.0)
right = fma(-0.5 * level, 1.0 - fall, fall)
above = middle if t < 6.0 else right
inner = left if t < 0.0 else above
return -0.5 if t < -FAR else inner
""",
    # digamma_excess has the slope -t^2 G(t - 1/2) with G = (t Q)'; the difference of two of them.
    "digamma_excess_step": f"""given a, b, value
{digamma_excess_step.PLACES}
{digamma_excess_step.horner()}
step = (b * t_1) * t_0
bent = fma(-step, slope_0, value_0)
downwards = step * fma(t_1 * t_1, slope_0, (t_1 + t_0) * value_0)
return downwards, -(t_1 * t_1) * bent
""",
    "softplus_quotient": """given t, value
x = exp(minimum(0.0, t))
left = x * (log1p_ratio(x) - log1p_excess(x))
right = 1.0 - exp(-t) * softplus(t)
return left if t <= 0.0 else right
""",
    "softplus_excess": """given t, value
x = exp(minimum(0.0, t))
left = x * (log1p_ratio(x) - log1p_excess(x)) - 1.0
right = -exp(-t) * softplus(t)
return left if t <= 0.0 else right
""",
    # -(e^y - 1) log(1 - e^-y) has the slope log1p_ratio(-e^-y) - 1 in y.
    "gumbel_quotient": """given t, value
y = exp(minimum(0.0, t))
left = fma(-y * expm1_lag(y), t + log(expm1_ratio(-y)), -1.0)
q = exp(-exp(t))
right = (log1p_ratio(-q) - 1.0) - value
return left if t < 0.0 else right
""",
    # Of the ends the farther one moves e^(m^2/2 - t^2/2); the nearer one moves m too, which leaves
    # 1 - p M, a sum of positive terms by p R(p) - 1, the fall of Mills' ratio R.
    "normal_mass": f"""given lower, upper, value
straddles = (lower < 0.0) & (0.0 < upper)
p = minimum(abs(lower), abs(upper))
q = maximum(abs(lower), abs(upper))
farther = exp(-0.5 * ((q - p) * (q + p)))
{FALL.replace("abs(t)", "p")}
nearer = fma(p * farther, mills(q), -fall)
above = farther if 0.0 <= lower else nearer
below = nearer if 0.0 <= lower else farther
upwards = exp(-0.5 * (upper * upper)) if straddles else above
downwards = exp(-0.5 * (lower * lower)) if straddles else below
return -downwards, upwards
""",
}


@cache
def constants() -> Constants:
    normal = _normal.constants(lambda: mpf(1))
    mapped = normal["MAPPED"]
    assert isinstance(mapped, tuple)
    pairs = zip(QUOTIENT, (*QUOTIENT[1:], 0.0), strict=True)
    growth = [(k + 1) * (q + above / 2) for k, (q, above) in enumerate(pairs)]
    return (
        normal
        | digamma_excess_step.named(growth)
        | {
            "NEAR": NEAR,
            "FAR": 2.0**40,
            # Finite, so that 1/R has the slope 0 where R overflows.
            "MOST_FALL": 1e308,
            "MOMENT": chebyshev(second_moment, -NEAR, NEAR, 16),
            "REMAINDER": chebyshev(remainder_slope, -mpf(1) / 2, 1, 36),
            "ATANH": chebyshev(atanh_slope, 0, mpf("0.36"), 26),
            "BENT": tuple(k * c for k, c in enumerate(mapped))[1:],
        }
    )


@cache
def build(name: str) -> ir.Function:
    return read(f"{name}_slope", TEXTS[name], constants(), "")


def bind(name: str) -> Callable[[], ir.Function]:
    return lambda: build(name)


SERIES: dict[str, Callable[[], ir.Function]] = {name: bind(name) for name in TEXTS}
