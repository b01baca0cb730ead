"""Powers and exponentials: Burr's laws, kappa, half-logistic, exponentiated Weibull."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, Piecewise, Rational, exp, log, sqrt, tanh

from derive.family import U
from derive.functions import (
    expm1,
    expm1_excess,
    expm1_lag,
    expm1_ratio,
    log1mexp,
    log1p,
    log1p_excess,
    log1p_ratio,
    log_softplus,
    logistic,
    softplus,
)
from derive.law.stated.remote import log_complement

#: log tanh(y/2) = log1p(-2 logistic(-y)) beyond this y.
FAR = 1
#: An x for which a e^-x is all of 1 - (1 - e^-x)^a.
HALF, REMOTE = Rational(1, 2), 40


def burr_density(z: Expr, rate: Expr, mass: Expr, power: Expr) -> dict[str, Expr]:
    """log p = log(mass) - log z + power r - (power/rate + 1) softplus(r) at r = rate log z.

    For z > 1 it is written in softplus(-r), so that no two large terms cancel.
    """
    r = rate * log(z)
    count = power / rate + 1
    form = Piecewise(
        (power * log(z) - count * softplus(r), z < 1),
        (-r - count * softplus(-r), True),
    )
    whole = Piecewise(
        ((power - 1) * log(z) - count * softplus(r), z < 1),
        (-(rate + 1) * log(z) - count * softplus(-r), True),
    )
    return {
        "logpdf": log(mass) + whole,
        "pdf": mass / z * exp(form),
        "stretch": power * logistic(-r) - rate * logistic(r),
    }


def burr_survival(z: Expr, rate: Expr, power: Expr) -> dict[str, Expr]:
    """1 - F with z^-rate by its logarithm: next to 0 it overflows, far out it underflows."""
    fall = -rate * log(z)
    loss = power * softplus(fall)
    return {
        "sf": -expm1(-loss),
        "logsf": log_complement(log(power) + log_softplus(fall), loss),
    }


def burr_quantiles(rate: Expr, power: Expr) -> dict[str, Expr]:
    """(u^(-1/power) - 1)^(-1/rate), by the logarithm, for u^(-1/power) may overflow."""
    below, above = -log(U) / power, -log1p(-U) / power
    ppf, isf = (exp(-(level + log1mexp(level)) / rate) for level in (below, above))
    return {"ppf": ppf, "isf": isf}


def burr(z: Expr, c: Expr, d: Expr) -> dict[str, Expr]:
    return burr_density(z, c, c * d, c * d) | burr_survival(z, c, d) | burr_quantiles(c, d)


def fisk(z: Expr, c: Expr) -> dict[str, Expr]:
    return burr_density(z, c, c, c)


def mielke(z: Expr, k: Expr, s: Expr) -> dict[str, Expr]:
    return burr_density(z, s, k, k) | burr_survival(z, s, k / s) | burr_quantiles(s, k / s)


def burr12(z: Expr, c: Expr, d: Expr) -> dict[str, Expr]:
    r = c * log(z)
    form = Piecewise(
        (r - (d + 1) * softplus(r), z < 1),
        (-c * d * log(z) - (d + 1) * softplus(-r), True),
    )
    whole = Piecewise(
        ((c - 1) * log(z) - (d + 1) * softplus(r), z < 1),
        (-(c * d + 1) * log(z) - (d + 1) * softplus(-r), True),
    )
    loss = d * softplus(r)
    turned = burr_quantiles(-c, d)
    return {
        "logpdf": log(c * d) + whole,
        "pdf": c * d / z * exp(form),
        "ppf": turned["isf"],
        "isf": turned["ppf"],
        "sf": exp(-loss),
        "logcdf": log_complement(log(d) + log_softplus(r), loss),
        "logsf": -loss,
        "stretch": c * (logistic(-r) - d * logistic(r)),
    }


def genexpon(z: Expr, a: Expr, b: Expr, c: Expr) -> dict[str, Expr]:
    """-log(1 - F) = a z + b (z - (1 - e^-cz)/c), both positive."""
    hazard = a - b * expm1(-c * z)
    loss = a * z + b * c * z**2 * expm1_excess(-c * z)
    return {
        "score_a": 1 / hazard - z,
        "score_b": -expm1(-c * z) / hazard - c * z**2 * expm1_excess(-c * z),
        "score_c": b * z * (exp(-c * z) / hazard - z * expm1_lag(-c * z)),
        "along": b * c * exp(-c * z) / hazard - hazard,
        "cdf": -expm1(-loss),
        "sf": exp(-loss),
        "logcdf": log1mexp(loss),
        "logsf": -loss,
    }


def exponweib(z: Expr, a: Expr, c: Expr) -> dict[str, Expr]:
    """F = (1 - e^-x)^a, x = z^c, which may underflow where F does not."""
    x = z**c
    shape, log_below = log(expm1_ratio(-x)), log_complement(c * log(z), x)
    density = Piecewise(
        ((a * c - 1) * log(z) + (a - 1) * shape, x < 1),
        ((c - 1) * log(z) + (a - 1) * log1mexp(x), True),
    )
    log_p = log(a) + log(c) - x + density
    return {
        "logpdf": log_p,
        "pdf": exp(log_p),
        "score_a": 1 / a + log_below,
        "score_c": 1 / c + log(z) * (1 - x + (a - 1) / expm1_ratio(x)),
        "along": ((a - 1) * c / expm1_ratio(x) - c * x + c - 1) / z,
        "cdf": exp(a * log_below),
        "sf": -expm1(a * log_below),
        "logcdf": a * log_below,
        "logsf": Piecewise((log(a) - x, x > REMOTE), (log1mexp(-a * log_below), True)),
        **exponweib_quantiles(a, c),
    }


def exponweib_quantiles(a: Expr, c: Expr) -> dict[str, Expr]:
    """z^c is -log(1 - t) with t = u^(1/a), of which the logarithm is known where t underflows."""

    def log_power(low: Expr) -> Expr:
        t = exp(low / a)
        near = low / a + log(log1p_ratio(-t))
        return Piecewise((near, t < HALF), (log(-log(-expm1(low / a))), True))

    log_u = log(U)
    t, form = exp(log_u / a), exp(log_power(log_u) / c)
    return {
        "ppf": form,
        "isf": exp(log_power(log1p(-U)) / c),
        "dppf_da": form * log_u / (a**2 * c * log1p_ratio(-t) * expm1(log_u / a)),
        "dppf_dc": -form * log_power(log_u) / c**2,
    }


def kappa4(z: Expr, h: Expr, k: Expr) -> dict[str, Expr]:
    """In x = -log(1 - k z)/k and w = h e^-x; the quantile is that of (1 - u^h)/h."""
    x = z * log1p_ratio(-k * z)
    w = h * exp(-x)
    stretch = z**2 * log1p_excess(-k * z) / (1 - k * z)
    form = -(1 - k) * x - (1 - h) * exp(-x) * log1p_ratio(-w)
    steep = (1 - h) * exp(-x) / (1 - w) - (1 - k)
    low = log(U)
    log_w = log(-low * expm1_ratio(h * low))
    return {
        "logpdf": form,
        "pdf": exp(form),
        "score_h": exp(-x) * (log1p_ratio(-w) - (1 - h) * exp(-x) * log1p_excess(-w) / (1 - w)),
        "score_k": x + stretch * steep,
        "along": steep / (1 - k * z),
        "dppf_dh": -low * exp(k * log_w) * expm1_lag(h * low) / expm1_ratio(h * low),
    }


def genextreme(z: Expr, c: Expr) -> dict[str, Expr]:
    """In y = -log(1 - c z)/c, which has Gumbel's law."""
    y = z * log1p_ratio(-c * z)
    form = -(1 - c) * y - exp(-y)
    steep = c + expm1(-y)
    return {
        "logpdf": form,
        "pdf": exp(form),
        "score_c": y + z**2 * log1p_excess(-c * z) / (1 - c * z) * steep,
        "along": steep / (1 - c * z),
    }


def kappa3(z: Expr, a: Expr) -> dict[str, Expr]:
    """F = (1 + w)^(-1/a) with log w = log a - a log z, and S = log(a + z^a)."""
    level = log(a) - a * log(z)
    loss = softplus(level) / a
    outer = level > 0
    low, high = logistic(level), logistic(-level)
    log_sum = Piecewise((log(a) + softplus(-level), outer), (a * log(z) + softplus(level), True))
    steep = 1 / a + softplus(level) / a**2 - (1 + 1 / a) * low / a + log(z) * (low / a - high)
    inner = 1 / a + log_sum / a**2 - (1 + 1 / a) * (low / a + high * log(z))
    above = -expm1(-loss)
    # e^level may underflow.
    small = log(log1p_ratio(exp(level))) - a * log(z)
    log_loss = Piecewise((small, level < 0), (log(loss), True))
    log_u, log_rest = log(U), log1p(-U)
    form = Piecewise(
        (-log(a) / a - (1 + 1 / a) * softplus(-level), outer),
        (log(a) - (a + 1) * log(z) - (1 + 1 / a) * softplus(level), True),
    )
    return {
        "logpdf": form,
        "pdf": exp(form),
        "score_a": Piecewise((inner, outer), (steep, True)),
        "along": -(a + 1)
        * Piecewise((z ** (a - 1) / (a + z**a), outer & (a > 1)), (high / z, True)),
        "stretch": low - a * high,
        "cdf": Piecewise((z * exp(-log_sum / a), outer), (exp(-loss), True)),
        "sf": above,
        "logcdf": -loss,
        "logsf": Piecewise(
            (log1p(-z * exp(-log_sum / a)), loss > 1),
            (log_loss + log(expm1_ratio(-loss)), True),
        ),
        "ppf": U * (-1 / (log_u * expm1_ratio(a * log_u))) ** (1 / a),
        "isf": (1 - U) * (-1 / (log_rest * expm1_ratio(a * log_rest))) ** (1 / a),
    }


def halflogistic(z: Expr) -> dict[str, Expr]:
    return {"ppf": log1p(U) - log1p(-U)}


def rayleigh(z: Expr) -> dict[str, Expr]:
    return {"stretch": 2 - z**2, "ppf": sqrt(-2 * log1p(-U)), "isf": sqrt(-2 * log(U))}


def gompertz(z: Expr, c: Expr) -> dict[str, Expr]:
    return {"ppf": log1p(-log1p(-U) / c), "isf": log1p(-log(U) / c)}


def weibull_max(z: Expr, c: Expr) -> dict[str, Expr]:
    form = log(c) + (c - 1) * log(-z) - (-z) ** c
    return {"logpdf": form, "pdf": exp(form)}


def genhalflogistic(z: Expr, c: Expr) -> dict[str, Expr]:
    y = z * log1p_ratio(-c * z)
    near, far = log(tanh(y / 2)), log1p(-2 * logistic(-y))
    below, above = log1p(2 * U / (1 - U)), log1p(2 * (1 - U) / U)
    return {
        "logcdf": Piecewise((near, y < FAR), (far, True)),
        "ppf": below * expm1_ratio(-c * below),
        "isf": above * expm1_ratio(-c * above),
    }


def laplace_asymmetric(z: Expr, kappa: Expr) -> dict[str, Expr]:
    """Masses on the other side of 0 as sums of positive terms."""
    whole = 1 + kappa**2
    left, right = exp(z / kappa), exp(-kappa * z)
    below = Piecewise((kappa**2 * left, z < 0), (kappa**2 - expm1(-kappa * z), True)) / whole
    above = Piecewise((1 - kappa**2 * expm1(z / kappa), z < 0), (right, True)) / whole
    lower = Piecewise(
        (2 * log(kappa) + z / kappa, z < 0), (log(kappa**2 - expm1(-kappa * z)), True)
    )
    upper = Piecewise((log(1 - kappa**2 * expm1(z / kappa)), z < 0), (-kappa * z, True))
    half = Rational(1, 2)
    return {
        "cdf": below,
        "sf": above,
        "logcdf": Piecewise((lower - log(whole), below < half), (log1p(-above), True)),
        "logsf": Piecewise((upper - log(whole), above < half), (log1p(-below), True)),
        "ppf": laplace_quantile(U, 1 - U, kappa),
        "isf": -laplace_quantile(U, 1 - U, 1 / kappa),
    }


def laplace_quantile(below: Expr, above: Expr, kappa: Expr) -> Expr:
    """z where F = ``below``; of -z the law is that of 1/kappa."""
    whole = 1 + kappa**2
    return Piecewise(
        (kappa * log(below * (1 + 1 / kappa**2)), below <= kappa**2 / whole),
        (-log1p(kappa**2 - below * whole) / kappa, 2 * below < 1),
        (-log(above * whole) / kappa, True),
    )


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "burr": burr,
    "burr12": burr12,
    "exponweib": exponweib,
    "fisk": fisk,
    "genexpon": genexpon,
    "genextreme": genextreme,
    "genhalflogistic": genhalflogistic,
    "gompertz": gompertz,
    "halflogistic": halflogistic,
    "kappa3": kappa3,
    "kappa4": kappa4,
    "laplace_asymmetric": laplace_asymmetric,
    "mielke": mielke,
    "rayleigh": rayleigh,
    "weibull_max": weibull_max,
}
