"""Normal: laws made of the normal's tails, by Mills' ratio and scaled masses of intervals."""

from __future__ import annotations

from sympy import Expr, Max, Min, Piecewise, Rational, exp, log, oo, pi, sqrt

from derive.functions import hazard_excess, log1p, log_ndtr, mills, normal_mass
from derive.law.stated.angles import logarithms

HALF = Rational(1, 2)
LOG_ROOT = log(2 * pi) / 2


def bell(z: Expr) -> Expr:
    """The normal density."""
    return exp(-(z**2) / 2) / sqrt(2 * pi)


def crystalball(z: Expr, beta: Expr, m: Expr) -> dict[str, Expr]:
    """Mass of the power's part, m e^(-beta^2/2)/(beta (m - 1)), and of the core above -beta."""
    left = m * exp(-(beta**2) / 2) / (beta * (m - 1))
    mass = left + normal_mass(-beta, oo)
    rise = log1p(beta * (-z - beta) / m)
    joint = z <= -beta
    outer, core = -(beta**2) / 2 - m * rise, -(z**2) / 2
    above = normal_mass(z, oo) * exp(-(Max(z, 0) ** 2) / 2) / mass
    inner = (left + normal_mass(-beta, z) * exp(-(Min(z, 0) ** 2) / 2)) / mass
    power = left * exp((1 - m) * rise) / mass
    below = Piecewise((power, joint), (inner, inner < HALF), (1 - above, True))
    log_power = log(left / mass) + (1 - m) * rise
    log_above = log(normal_mass(z, oo) / mass) - Max(z, 0) ** 2 / 2
    return {
        "logpdf": Piecewise((outer, joint), (core, True)) - log(mass),
        "pdf": exp(Piecewise((outer, joint), (core, True))) / mass,
        "along": Piecewise((beta / (1 + beta * (-z - beta) / m), joint), (-z, True)),
        "score_beta": crystalball_score(z, beta, m)["beta"],
        "score_m": crystalball_score(z, beta, m)["m"],
        "cdf": below,
        "sf": Piecewise((1 - power, joint), (above, True)),
        "logcdf": Piecewise((log_power, joint), (log(inner), inner < HALF), (log1p(-above), True)),
        "logsf": Piecewise((log1p(-power), joint), (log_above, True)),
    }


def crystalball_score(z: Expr, beta: Expr, m: Expr) -> dict[str, Expr]:
    """The mass moves by -(1 + m/beta^2) e^(-beta^2/2)/(m - 1) ... with beta; see the tests."""
    edge = exp(-(beta**2) / 2)
    mass = m * edge / (beta * (m - 1)) + normal_mass(-beta, oo)
    # d mass/d beta = -edge (m/(m-1)) (1 + 1/beta^2) + edge = -edge (1 + m/beta^2)/(m - 1)
    falls = edge * (1 + m / beta**2) / ((m - 1) * mass)
    shrinks = edge / (beta * (m - 1) ** 2 * mass)
    reach = beta * (-z - beta) / m
    share = reach / (1 + reach)
    # d/d beta of -beta^2/2 - m log(1 + beta (-z - beta)/m)
    slide = (z + beta - beta * reach) / (1 + reach)
    return {
        "beta": falls + Piecewise((slide, z <= -beta), (0, True)),
        "m": shrinks + Piecewise((share - log1p(reach), z <= -beta), (0, True)),
    }


def foldnorm(z: Expr, c: Expr) -> dict[str, Expr]:
    near, far = log_ndtr(c - z), log_ndtr(-c - z)
    mass = normal_mass(c - z, c + z) / sqrt(2 * pi)
    nearest = Max(c - z, 0)
    below, above = mass * exp(-(nearest**2) / 2), exp(near) + exp(far)
    form = -((z - c) ** 2) / 2 + log1p(exp(-2 * c * z)) - LOG_ROOT
    low, high = log(mass) - nearest**2 / 2, near + log1p(exp(far - near))
    return {
        "logpdf": form,
        "pdf": exp(form),
        "cdf": below,
        "logcdf": Piecewise((low, below < HALF), (log1p(-above), True)),
        "logsf": Piecewise((high, above < HALF), (log1p(-below), True)),
    }


def inverse_gaussian(z: Expr, mu: Expr) -> tuple[Expr, Expr]:
    """F and 1 - F: with Mills' ratio R at d and m, phi(d) (R(-d) + R(m)) and phi(d) (R(d) - R(m)).

    The second loses digits far out, where the two ratios are nearly equal; 1 - it does not.
    """
    d, m = (z / mu - 1) / sqrt(z), (z / mu + 1) / sqrt(z)
    above = bell(d) * (mills(d) - mills(m))
    return Piecewise((bell(d) * (mills(-d) + mills(m)), d < 0), (1 - above, True)), above


def invgauss(z: Expr, mu: Expr) -> dict[str, Expr]:
    d, m = (z / mu - 1) / sqrt(z), (z / mu + 1) / sqrt(z)
    below, above = inverse_gaussian(z, mu)
    low = log(mills(-d) + mills(m)) - d**2 / 2 - LOG_ROOT
    return {
        "cdf": below,
        "logcdf": Piecewise((low, d < 0), (log1p(-above), True)),
    }


def wald(z: Expr) -> dict[str, Expr]:
    return invgauss(z, Rational(1))


def recipinvgauss(z: Expr, mu: Expr) -> dict[str, Expr]:
    there = invgauss(1 / z, mu)
    return {"sf": there["cdf"], "logsf": there["logcdf"]}


def power_normal(y: Expr, c: Expr) -> tuple[Expr, Expr]:
    """log p and its slope in y; in the upper tail what e^(-y^2/2) has twice is taken together."""
    log_p = Piecewise(
        (-c * y**2 / 2 + (c - 1) * (log(mills(y)) - LOG_ROOT), y > 1),
        (-(y**2) / 2 + (c - 1) * log_ndtr(-y), True),
    )
    slope = Piecewise(
        (-c * y - (c - 1) * hazard_excess(y), y > 0),
        (-y - (c - 1) / mills(y), True),
    )
    return log_p + log(c) - LOG_ROOT, slope


def powernorm(z: Expr, c: Expr) -> dict[str, Expr]:
    log_p, slope = power_normal(z, c)
    return {
        "logpdf": log_p,
        "pdf": exp(log_p),
        "score_c": 1 / c + log_ndtr(-z),
        "along": slope,
    }


def powerlognorm(z: Expr, c: Expr, s: Expr) -> dict[str, Expr]:
    y = log(z) / s
    log_p, slope = power_normal(y, c)
    return {
        "logpdf": log_p - log(z) - log(s),
        "pdf": exp(log_p) / (z * s),
        "score_c": 1 / c + log_ndtr(-y),
        "score_s": -(1 + y * slope) / s,
        "along": (slope / s - 1) / z,
        "stretch": slope / s,
    }


def truncnorm(z: Expr, a: Expr, b: Expr) -> dict[str, Expr]:
    """Masses of intervals, each over the density at its point nearest to 0."""

    def apart(x: Expr, y: Expr) -> Expr:
        """(x^2 - y^2)/2."""
        return (x - y) * (x + y) / 2

    whole, nearest = normal_mass(a, b), Max(a, -b, 0)
    low = normal_mass(a, z) / whole
    high = normal_mass(z, b) / whole
    left, right = apart(nearest, Max(a, -z, 0)), apart(nearest, Max(z, -b, 0))
    below, above = low * exp(left), high * exp(right)
    form = apart(nearest, z)
    return {
        "logpdf": form - log(whole),
        "pdf": exp(form) / whole,
        "score_a": exp(apart(nearest, a)) / whole,
        "score_b": -exp(apart(nearest, b)) / whole,
        "along": -z,
        "cdf": below,
        "sf": above,
        "logcdf": Piecewise((log(low) + left, below < HALF), (log1p(-above), True)),
        "logsf": Piecewise((log(high) + right, above < HALF), (log1p(-below), True)),
    }


def levy_l(z: Expr) -> dict[str, Expr]:
    form = 1 / (2 * z) - Rational(3, 2) * log(-z) - LOG_ROOT
    return {
        "logpdf": form,
        "pdf": exp(1 / (2 * z)) / (-z * sqrt(-z) * sqrt(2 * pi)),
        "along": (-1 / z - 3) / (2 * z),
        "stretch": (-1 / z - 1) / 2,
    }


FORMS = {
    "crystalball": crystalball,
    "foldnorm": foldnorm,
    "invgauss": invgauss,
    "levy_l": levy_l,
    "powerlognorm": powerlognorm,
    "powernorm": powernorm,
    "recipinvgauss": recipinvgauss,
    "truncnorm": truncnorm,
    "wald": wald,
}
_ = logarithms
