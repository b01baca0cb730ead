"""Normal: laws made of the normal's tails, by Mills' ratio and scaled masses of intervals."""

from __future__ import annotations

from collections.abc import Callable

from sympy import (
    Expr,
    Float,
    Integer,
    Max,
    Min,
    Piecewise,
    Rational,
    asinh,
    cosh,
    exp,
    log,
    oo,
    pi,
    sqrt,
)  # fmt: skip

from derive.functions import (
    expm1,
    hazard_excess,
    hypot1,
    log1p,
    log1p_excess,
    log_ndtr,
    mills,
    normal_mass,
)
from derive.legendre import gauss_legendre

HALF = Rational(1, 2)
#: An interval that seven nodes of Gauss and Legendre integrate the normal density on to 1e-17.
SHORT = Rational(7, 10)
NODES = [((1 + Float(x, 40)) / 2, Float(w, 40) / 2) for x, w in gauss_legendre(7, 40)]
#: A t beyond which so many levels of a continued fraction are exact.
LATE, LEVELS = 6, 24
TURNED = {"cdf": "sf", "sf": "cdf", "logcdf": "logsf", "logsf": "logcdf"}
LOG_ROOT = log(2 * pi) / 2


def bell(z: Expr) -> Expr:
    """The normal density."""
    return exp(-(z**2) / 2) / sqrt(2 * pi)


def mean(function: Callable[[Expr], Expr]) -> Expr:
    """Of a function on [0, 1], by Gauss and Legendre."""
    return sum((w * function(x) for x, w in NODES), Integer(0))


def drop(x: Expr, width: Expr) -> Expr:
    """R(x) - R(x + width) of Mills' ratio R for x > 0, which would cancel where width is small.

    -R'(t) = R(t) H(t) with H(t) = 1/R(t) - t is positive, so its integral loses nothing.
    """

    def fall(t: Expr) -> Expr:
        return mills(x + t * width) * hazard_excess(x + t * width)

    return Piecewise((width * mean(fall), width < SHORT), (mills(x) - mills(x + width), True))


def hazard_gap(t: Expr) -> Expr:
    """1/H(t) - t of H(t) = 1/R(t) - t, by Laplace's continued fraction 2/(t + 3/(t + ...)).

    DLMF 7.9.2: 24 of its levels leave 2^-52 for t > 6.
    """
    gap: Expr = Integer(0)
    for k in range(LEVELS, 1, -1):
        gap = k / (t + gap)
    return gap


def exponnorm(z: Expr, k: Expr) -> dict[str, Expr]:
    """K p = phi(z) R(1/K - z) = e^((1/K - 2 z)/(2 K)) Phi(z - 1/K), 1 - F = Phi(-z) + K p.

    The first keeps its digits for z < 1/K, the second beyond, where R overflows. F is
    phi(z) (R(-z) - R(1/K - z)).
    """
    rate = 1 / k
    early, decay = z < rate, rate * (rate / 2 - z)
    log_smooth = Piecewise(
        (log(mills(rate - z)) - z**2 / 2 - LOG_ROOT, early), (log_ndtr(z - rate) + decay, True)
    )
    smooth = Piecewise(
        (bell(z) * mills(rate - z), early), (exp(decay) * exp(log_ndtr(z - rate)), True)
    )
    tail = exp(log_ndtr(-z)) + smooth
    # Phi(z) - Phi(z - 1/k) and what Phi(z - 1/k) is more than its part of the tail, both positive
    late = normal_mass(z - rate, z) * exp(-(Max(z - rate, 0) ** 2) / 2) / sqrt(2 * pi)
    late -= expm1(decay) * exp(log_ndtr(z - rate))
    below = Piecewise(
        (bell(z) * drop(-z, rate), z < 1),
        (late, rate < SHORT),
        (1 - tail, True),
    )
    low = Piecewise((log(drop(-z, rate)) - z**2 / 2 - LOG_ROOT, z < 1), (log(below), True))
    far = decay + log(exp(log_ndtr(z - rate)) + mills(z) * bell(z - rate))
    log_tail = Piecewise((log_ndtr(-z) + log1p(mills(rate - z) / mills(z)), early), (far, True))
    hazard = hazard_excess(rate - z)
    return {
        "logpdf": log_smooth - log(k),
        "pdf": smooth / k,
        "score_K": Piecewise(
            (hazard * (z - hazard_gap(rate - z)), rate - z > LATE), (hazard / k - 1, True)
        )
        / k,
        "along": Piecewise((hazard - z, early), (1 / mills(rate - z) - rate, True)),
        "cdf": below,
        "sf": Piecewise((1 - below, z < 0), (tail, True)),
        "logcdf": Piecewise((low, tail > HALF), (log1p(-tail), True)),
        "logsf": Piecewise((log1p(-below), tail > HALF), (log_tail, True)),
    }


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
    upper = (normal_mass(-beta, oo) - left * expm1((1 - m) * rise)) / mass
    log_power = log(left / mass) + (1 - m) * rise
    log_above = log(normal_mass(z, oo) / mass) - Max(z, 0) ** 2 / 2
    return {
        "logpdf": Piecewise((outer, joint), (core, True)) - log(mass),
        "pdf": exp(Piecewise((outer, joint), (core, True))) / mass,
        "along": Piecewise((beta / (1 + beta * (-z - beta) / m), joint), (-z, True)),
        "score_beta": crystalball_score(z, beta, m)["beta"],
        "score_m": crystalball_score(z, beta, m)["m"],
        "cdf": below,
        "sf": Piecewise((upper, joint), (above, True)),
        "logcdf": Piecewise((log_power, joint), (log(inner), inner < HALF), (log1p(-above), True)),
        "logsf": Piecewise(
            (log(upper), joint & (upper < HALF)),
            (log1p(-power), joint),
            (log1p(-inner), inner < HALF),
            (log_above, True),
        ),
    }


def crystalball_score(z: Expr, beta: Expr, m: Expr) -> dict[str, Expr]:
    """In beta the mass moves by -(1 + m/beta^2) edge/(m - 1), the density's power by ``slide``."""
    edge = exp(-(beta**2) / 2)
    mass = m * edge / (beta * (m - 1)) + normal_mass(-beta, oo)
    falls = edge * (1 + m / beta**2) / ((m - 1) * mass)
    shrinks = edge / (beta * (m - 1) ** 2 * mass)
    reach = beta * (-z - beta) / m
    slide = (z + beta - beta * reach) / (1 + reach)
    return {
        "beta": falls + Piecewise((slide, z <= -beta), (0, True)),
        "m": shrinks
        + Piecewise((-(reach**2) * log1p_excess(reach) / (1 + reach), z <= -beta), (0, True)),
    }


def foldnorm(z: Expr, c: Expr) -> dict[str, Expr]:
    near, far = log_ndtr(c - z), log_ndtr(-c - z)
    mass = normal_mass(c - z, c + z) / sqrt(2 * pi)
    nearest = Max(c - z, 0)
    # of a short interval c - z and c + z lose the length
    half = mean(lambda x: cosh(c * x * z) * bell(x * z))
    short = 2 * z * half * exp(-(c**2) / 2)
    narrow = (z < SHORT) & (c * z < 1)
    below = Piecewise((short, narrow), (mass * exp(-(nearest**2) / 2), True))
    above = exp(near) + exp(far)
    form = -((z - c) ** 2) / 2 + log1p(exp(-2 * c * z)) - LOG_ROOT
    low = Piecewise((log(2 * z * half) - c**2 / 2, narrow), (log(mass) - nearest**2 / 2, True))
    high = near + log1p(exp(far - near))
    return {
        "logpdf": form,
        "pdf": exp(form),
        "cdf": below,
        "logcdf": Piecewise((low, below < HALF), (log1p(-above), True)),
        "logsf": Piecewise((high, above < HALF), (log1p(-below), True)),
    }


def invgauss(z: Expr, mu: Expr) -> dict[str, Expr]:
    """With Mills' ratio R at d and m, F = phi(d) (R(-d) + R(m)), 1 - F = phi(d) (R(d) - R(m))."""
    d, m = (z / mu - 1) / sqrt(z), (z / mu + 1) / sqrt(z)
    fall = drop(d, 2 / sqrt(z))
    low, high = bell(d) * (mills(-d) + mills(m)), bell(d) * fall
    light = low < HALF
    log_low, log_high = (log(r) - d**2 / 2 - LOG_ROOT for r in (mills(-d) + mills(m), fall))
    return {
        "cdf": Piecewise((low, light), (1 - high, True)),
        "sf": Piecewise((1 - low, light), (high, True)),
        "logcdf": Piecewise((log_low, light), (log1p(-high), True)),
        "logsf": Piecewise((log1p(-low), light), (log_high, True)),
    }


def wald(z: Expr) -> dict[str, Expr]:
    return invgauss(z, Rational(1))


def recipinvgauss(z: Expr, mu: Expr) -> dict[str, Expr]:
    there = invgauss(1 / z, mu)
    return {name: there[other] for name, other in TURNED.items()}


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


def johnsonsu(z: Expr, a: Expr, b: Expr) -> dict[str, Expr]:
    score = a + b * asinh(z)
    return {"stretch": 1 / hypot1(z) / hypot1(z) - b * score * (z / hypot1(z))}


def skewnorm(z: Expr, a: Expr) -> dict[str, Expr]:
    """2 phi(z) Phi(a z), whose logarithm has the slope 1/R(-a z) in a z."""
    steep = 1 / mills(-a * z)
    form = log_ndtr(a * z) - z**2 / 2 - log(pi / 2) / 2
    return {
        "logpdf": form,
        "pdf": exp(form),
        "score_a": z * steep,
        "along": a * steep - z,
        "stretch": 1 + z * (a * steep - z),
    }


def levy_l(z: Expr) -> dict[str, Expr]:
    form = 1 / (2 * z) - Rational(3, 2) * log(-z) - LOG_ROOT
    return {
        "logpdf": form,
        "pdf": exp(1 / (2 * z)) / (-z * sqrt(-z) * sqrt(2 * pi)),
        "along": (-1 / z - 3) / (2 * z),
        "stretch": (-1 / z - 1) / 2,
    }


FORMS: dict[str, Callable[..., dict[str, Expr]]] = {
    "crystalball": crystalball,
    "exponnorm": exponnorm,
    "foldnorm": foldnorm,
    "invgauss": invgauss,
    "johnsonsu": johnsonsu,
    "levy_l": levy_l,
    "powerlognorm": powerlognorm,
    "powernorm": powernorm,
    "recipinvgauss": recipinvgauss,
    "skewnorm": skewnorm,
    "truncnorm": truncnorm,
    "wald": wald,
}
