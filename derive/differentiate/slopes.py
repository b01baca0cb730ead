"""The slopes of the primitives, in terms of primitives and of their own value.

A primitive cannot be differentiated line by line where it works on the bits of a float64, so each
states its derivative; one that is smooth line by line is written out (``INLINED``). The forms are
those that keep their digits; where a difference cancels, a series takes its place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from derive import ir, primitives
from derive.differentiate.series import SERIES
from derive.primitives._notation import Constants, read

#: Polynomials and sums whose every line is a smooth function of the arguments.
INLINED = frozenset(
    {
        "bessel_lag", "bessel_ratio", "digamma_excess", "digamma_half",
        "gamma_excess", "gamma_remainder", "gaussian_moment", "hazard_excess", "log_softplus",
        "stirling_slope",
    }
)  # fmt: skip

#: d value/d argument, one line an argument.
SHORT: dict[str, tuple[str, ...]] = {
    "exp": ("value",),
    "expm1": ("exp(x)",),
    "log": ("1.0 / x",),
    "log1p": ("1.0 / (1.0 + x)",),
    "log_quotient": ("1.0 / x", "-1.0 / y"),
    "log_sum": ("1.0 / (x + y)", "1.0 / (x + y)"),
    "power": ("y * power(x, y - 1.0)", "value * log(maximum(x, LEAST))"),
    "sin": ("cos(x)",),
    "cos": ("-sin(x)",),
    "tan": ("fma(value, value, 1.0)",),
    "sinh": ("cosh(x)",),
    "cosh": ("sinh(x)",),
    "tanh": ("(1.0 / cosh(x)) / cosh(x)",),
    "asinh": ("1.0 / hypot1(x)",),
    "atan": ("1.0 / fma(x, x, 1.0)",),
    "hypot1": ("t / value",),
    "lorentz": ("fma(-2.0 * value, value, 1.0 / fma(t, t, 1.0))",),
    "wrap": ("1.0",),
    "logistic": ("value * logistic(-t)",),
    "log1mexp": ("1.0 / expm1(t)",),
    "softplus": ("1.0 / (1.0 + exp(-t))",),
    "log_ndtr": ("1.0 / mills(-t)",),
    "ndtri": ("mills(abs(value)) / minimum(u, 1.0 - u)",),
    "ndtri_exp": ("mills(-value)",),
    "ndtri_offset": ("mills(abs(value)) / (0.5 - abs(v))",),
    "log_i0e": ("-bessel_lag(t)",),
    "lgamma1p": ("digamma_excess(t) + log1p(t)",),
    "stirling": ("stirling_slope(a)",),
    "log1p_ratio": ("-log1p_excess(t) / (1.0 + t)",),
    "expm1_ratio": ("expm1_lag(z)",),
}

CONSTANTS: Constants = {"LEAST": 5e-324}


@cache
def short(name: str) -> ir.Function:
    """The stated lines as a function of the primitive's arguments and ``value``."""
    given = ", ".join(a.name for a in primitives.load(name).arguments)
    lines = SHORT[name]
    targets = ", ".join(f"slope_{i}" for i in range(len(lines)))
    body = "\n".join(f"slope_{i} = {line}" for i, line in enumerate(lines))
    return read(f"{name}_slope", f"given {given}, value\n{body}\nreturn {targets}", CONSTANTS, "")


def bind(name: str) -> Callable[[], ir.Function]:
    return lambda: short(name)


SLOPES: dict[str, Callable[[], ir.Function]] = {name: bind(name) for name in SHORT} | SERIES
