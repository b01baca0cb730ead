"""Remote: logarithms of tails that underflow, and of densities there.

The log of 1 - e^-w is that of w and of (1 - e^-w)/w where w is small, and log w is known where w
itself is no double any more.
"""

from __future__ import annotations

from collections.abc import Callable

from sympy import Abs, Expr, Integer, Piecewise, atan, exp, log, pi, sqrt

from derive.functions import (
    expm1,
    expm1_ratio,
    log1mexp,
    log1p,
    log1p_ratio,
    log_ndtr,
    log_softplus,
    normal_mass,
    softplus,
)

#: An x for which log(1 - e^-x) is -e^-x, an e^-x that x + e^-x is x beside, and a score beneath
#: which c Phi(y) is all of 1 - (1 - Phi(y))^c.
FAR, FARTHER, BENEATH = 40, 100, -12


def log_complement(log_w: Expr, w: Expr) -> Expr:
    """log(1 - e^-w)."""
    return Piecewise((log_w + log(expm1_ratio(-w)), w < 1), (log1mexp(w), True))


def genlogistic(z: Expr, c: Expr) -> dict[str, Expr]:
    return {"logsf": log_complement(log(c) + log_softplus(-z), c * softplus(-z))}


def kappa4(z: Expr, h: Expr, k: Expr) -> dict[str, Expr]:
    """In x = -log(1 - k z)/k."""
    x = z * log1p_ratio(-k * z)
    factor = log1p_ratio(-h * exp(-x))
    return {"logsf": log_complement(log(factor) - x, exp(-x) * factor)}


def genextreme(z: Expr, c: Expr) -> dict[str, Expr]:
    y = z * log1p_ratio(-c * z)
    return {"logsf": log_complement(-y, exp(-y))}


def gumbel_r(z: Expr) -> dict[str, Expr]:
    return {"logsf": log_complement(-z, exp(-z))}


def gumbel_l(z: Expr) -> dict[str, Expr]:
    return {"logcdf": log_complement(z, exp(z))}


def weibull_max(z: Expr, c: Expr) -> dict[str, Expr]:
    return {"logsf": log_complement(c * log(-z), (-z) ** c)}


def rayleigh(z: Expr) -> dict[str, Expr]:
    return {"logcdf": log_complement(2 * log(z) - log(2), z**2 / 2)}


def exponpow(z: Expr, b: Expr) -> dict[str, Expr]:
    x = z**b
    return {"logcdf": log_complement(b * log(z) + log(expm1_ratio(x)), expm1(x))}


def logistic(z: Expr) -> dict[str, Expr]:
    return {"logpdf": -Abs(z) - 2 * log1p(exp(-Abs(z)))}


def hypsecant(z: Expr) -> dict[str, Expr]:
    """F is 2 atan(e^z)/pi, which far out is 2 e^z/pi."""
    whole = log(2 / pi)

    def log_tail(x: Expr) -> Expr:
        return Piecewise(
            (whole + x, x < -FAR),
            (whole + log(atan(exp(x))), x < 0),
            (log1p(-2 * atan(exp(-x)) / pi), True),
        )

    density = whole - Abs(z) - log1p(exp(-2 * Abs(z)))
    return {"logpdf": density, "logcdf": log_tail(z), "logsf": log_tail(-z)}


def laplace_asymmetric(z: Expr, kappa: Expr) -> dict[str, Expr]:
    slope = Piecewise((z / kappa, z < 0), (-kappa * z, True))
    return {"logpdf": slope - log(kappa + 1 / kappa)}


def moyal(z: Expr) -> dict[str, Expr]:
    """1 - F is the normal law's mass within e^(-z/2) of 0."""
    reach = exp(-z / 2)
    near = Piecewise(
        (log(sqrt(2 / pi) * normal_mass(Integer(0), reach)), z > 0),
        (log1p(-2 * exp(log_ndtr(-reach))), True),
    )
    return {"logsf": Piecewise((log(2 / pi) / 2 - z / 2, z > FARTHER), (near, True))}


def powernorm(z: Expr, c: Expr) -> dict[str, Expr]:
    above = -c * log_ndtr(-z)
    return {"logcdf": Piecewise((log(c) + log_ndtr(z), z < BENEATH), (log1mexp(above), True))}


def powerlognorm(z: Expr, c: Expr, s: Expr) -> dict[str, Expr]:
    return powernorm(log(z) / s, c)


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "exponpow": exponpow,
    "genextreme": genextreme,
    "genlogistic": genlogistic,
    "gumbel_l": gumbel_l,
    "gumbel_r": gumbel_r,
    "hypsecant": hypsecant,
    "kappa4": kappa4,
    "laplace_asymmetric": laplace_asymmetric,
    "logistic": logistic,
    "moyal": moyal,
    "powerlognorm": powerlognorm,
    "powernorm": powernorm,
    "rayleigh": rayleigh,
    "weibull_max": weibull_max,
}
