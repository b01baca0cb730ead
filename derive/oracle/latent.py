"""Log-densities of laws with a latent variate and their derivatives, at the precision in force.

Each density is summed as its definition says: Poisson mixtures term by term, the integral over
the scale of t's denominator by the power series of exp(t nc s). ``settle`` of the callers finds how
many digits that takes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from mpmath import mp

from derive.functions.latent import (
    LATENT_DENSITIES,
    LatentFunction,
    LatentRate,
    LatentSlope,
)
from derive.oracle import stable, studentized

#: A log-density, then its derivatives in z and in each shape.
Jet = tuple[Any, ...]
#: Bits below the sum at which its terms end.
SPARE = 10
#: Beyond it the terms of ``poisson_sum`` are too many: as far out as only searches for points go.
MANY = 10**8


def evaluate(kind: type[LatentFunction], arguments: list[Any]) -> Any:
    """A log-density, one of its derivatives or a velocity; nan outside the domain."""
    values = tuple(map(mp.mpf, arguments))
    if any(map(mp.isnan, values)):
        return mp.nan
    if issubclass(kind, LatentRate):
        return rate(kind.family, kind.parameter, values, mp.dps)
    jet = recall(kind.family, values, mp.prec)
    return jet[1 + kind.index] if issubclass(kind, LatentSlope) else jet[0]


def namespace() -> dict[str, Callable[..., Any]]:
    """All log-densities and their derivatives by name, as functions of numbers."""
    kinds: list[type[LatentFunction]] = []
    for density in LATENT_DENSITIES.values():
        kinds += [density, *density.slopes]
    return {kind.__name__: bind(kind) for kind in kinds}


def bind(kind: type[LatentFunction]) -> Callable[..., Any]:
    return lambda *arguments: evaluate(kind, list(arguments))


@lru_cache(maxsize=1 << 14)
def recall(family: str, values: tuple[Any, ...], precision: int) -> Jet:
    """The jet; the density and its derivatives are asked for at the same points."""
    return JETS[family](*values)


@lru_cache(maxsize=1 << 14)
def rate(name: str, parameter: str, values: tuple[Any, ...], digits: int) -> Any:
    """A velocity by the score integral of the density."""
    from derive.catalogue import load
    from derive.oracle import anchored

    family = load(name)
    names = (family.variable.name, *(p.name for p in family.parameters))
    return anchored.velocity(family, parameter, dict(zip(names, values, strict=True)), digits)


@lru_cache(maxsize=256)
def log_gamma(x: Any, precision: int) -> tuple[Any, Any]:
    """log Gamma and its derivative."""
    return mp.loggamma(x), mp.digamma(x)


def poisson_sum(m: Any, a: Any, top: Any) -> tuple[Any, Any, Any, Any]:
    """Of u_0 = 1, u_(j+1)/u_j = m (top + j)/((j + 1)(a + j)), or without top where it is None.

    The sum, the means of j/m, of d log u_j/da and of d log u_j/dtop, weighted by u. In whole
    multiples of 2^-bits, which is ten times faster than mpmath: all terms are positive.
    """
    bits = mp.prec + 2 * SPARE + max(0, -2 * mp.mag(a))
    one = 1 << bits
    rate, low, high = fixed(m, bits), fixed(a, bits), one if top is None else fixed(top, bits)
    total = after = lags = leads = lag = lead = j = 0
    rise = 0 if top is None else one
    u = one
    while True:
        total += u
        lags += lag * u
        leads += lead * u
        next_ = u * high // low
        after += next_
        u = (next_ * rate >> bits) // (j + 1)
        lag -= (one << bits) // low
        if rise:
            lead += (one << bits) // high
        low, high, j = low + one, high + rise, j + 1
        if u * j < total >> (mp.prec + SPARE) and 2 * rate * high < j * low << bits:
            parts = (after << bits, lags, leads)
            return mp.mpf(total) / one, *(mp.mpf(n) / total / one for n in parts)


def fixed(x: Any, bits: int) -> int:
    """x in whole multiples of 2^-bits."""
    return int(mp.floor(mp.ldexp(x, bits)))


def bessel_sum(m: Any, a: Any) -> tuple[Any, Any, Any, Any]:
    """As ``poisson_sum`` without top, for so many terms that Bessel functions are quicker."""
    total = mp.hyp0f1(a, m)
    after = mp.hyp0f1(a + 1, m) / total / a
    step = (a or 1) * mp.ldexp(1, -mp.prec // 3)
    with mp.extraprec(mp.prec):
        low, high = (mp.log(mp.hyp0f1(a + side * step, m)) for side in (-1, 1))
        lag = (high - low) / (2 * step)
    return total, after, lag, mp.mpf(0)


def ncx2(z: Any, df: Any, nc: Any) -> Jet:
    """sum_j Poisson(j; nc/2) chi2(z; df + 2j)."""
    x, a, level = z / 2, df / 2, nc / 2
    m = level * x
    total, after, lag, _ = poisson_sum(m, a, None) if m < MANY else bessel_sum(m, a)
    log_gamma_a, psi = log_gamma(a, mp.prec)
    log_x = mp.log(x)
    value = (a - 1) * log_x - x - level - log_gamma_a - mp.log(2) + mp.log(total)
    in_x = (a - 1) / x + level * after - 1
    return value, in_x / 2, (log_x - psi + lag) / 2, (x * after - 1) / 2


def ncf(z: Any, dfn: Any, dfd: Any, nc: Any) -> Jet:
    """sum_j Poisson(j; nc/2) times the beta prime density of the odds dfn z/dfd, a = dfn/2 + j."""
    odds, a, b, level = dfn * z / dfd, dfn / 2, dfd / 2, nc / 2
    x = odds / (1 + odds)
    total, after, lag, lead = poisson_sum(level * x, a, a + b)
    (log_a, psi_a), (log_b, psi_b), (log_c, psi_c) = (log_gamma(s, mp.prec) for s in (a, b, a + b))
    log_odds, log_rest = mp.log(odds), mp.log1p(odds)
    value = a * log_odds - (a + b) * log_rest - mp.log(z) + log_c - log_a - log_b
    in_log = a - (a + b) * x + level * x * after / (1 + odds)
    in_a = log_odds - log_rest + psi_c - psi_a + lag + lead
    in_b = psi_c - psi_b - log_rest + lead
    return (
        value - level + mp.log(total),
        (in_log - 1) / z,
        in_log / dfn + in_a / 2,
        in_b / 2 - in_log / dfd,
        (x * after - 1) / 2,
    )


def scale_sum(kappa: Any, a: Any) -> tuple[Any, Any, Any]:
    """sum_k t_k, t_k = kappa^k Gamma(a + (k + 1)/2)/(k! Gamma(a + 1/2)), and its slopes.

    They are in kappa and in a, psi(a + 1/2) taken off. In whole multiples of 2^-bits: even terms
    and odd ones, each without its power of sign, add up apart.
    """
    (log_0, psi_0), (log_1, psi_1) = log_gamma(a + 0.5, mp.prec), log_gamma(a + 1, mp.prec)
    bits = mp.prec + 2 * SPARE
    one, square = 1 << bits, fixed(kappa * kappa, bits)
    sums = []
    for parity in (0, 1):
        # t_k/kappa^parity, and psi(a + (k + 1)/2) - psi(a + 1/2).
        term = fixed(mp.exp(log_1 - log_0), bits) if parity else one
        lag = fixed(psi_1 - psi_0, bits) if parity else 0
        place, k = fixed(a + mp.mpf(parity + 1) / 2, bits), parity
        total = shift = slope = 0
        while True:
            total += term
            shift += lag * term
            slope += k * term
            factor = square * place >> bits
            term = term * factor // ((k + 1) * (k + 2)) >> bits
            lag += (one << bits) // place
            place, k = place + one, k + 2
            if term * k * k < 1 << SPARE and 2 * factor < k * k << bits:
                break
        sums.append([mp.mpf(total) / one, mp.mpf(slope) / one, mp.mpf(shift) / one / one])
    even, odd = sums
    if kappa == 0:
        return mp.mpf(1), odd[0], mp.mpf(0)
    total, shift = (even[i] + kappa * odd[i] for i in (0, 2))
    return total, even[1] / kappa + odd[1], shift


def nct(t: Any, df: Any, nc: Any) -> Jet:
    """int s phi(t s - nc) g(s) ds, g being the density of chi_df/sqrt(df)."""
    c, a = df + t * t, df / 2
    # The sum alternates where t nc < 0, and loses up to e^(nc^2).
    with mp.extraprec(int(4 * nc * nc) + 20 if t * nc < 0 else 20):
        spread = mp.sqrt(2 / c)
        kappa = t * nc * spread
        total, slope, shift = scale_sum(kappa, a)
        slope, shift = slope / total, shift / total
        value = mp.log(total)
    (log_a, psi_a), (log_h, psi_h) = log_gamma(a, mp.prec), log_gamma(a + 0.5, mp.prec)
    log_c = mp.log(c / 2)
    value += a * mp.log(a) - log_a + log_h - (a + 0.5) * log_c - (nc * nc + mp.log(2 * mp.pi)) / 2
    in_t = -(2 * a + 1) * t / c + slope * nc * spread * (1 - t * t / c)
    in_a = mp.log(a) + 1 - psi_a - log_c - (2 * a + 1) / c + psi_h + shift - slope * kappa / c
    return value, in_t, in_a / 2, slope * t * spread - nc


JETS: dict[str, Callable[..., Jet]] = {
    "levy_stable": stable.jet,
    "ncf": ncf,
    "nct": nct,
    "ncx2": ncx2,
    "studentized_range": studentized.jet,
}

#: Orders of magnitude of tails, where they are known without the density.
ROUGH: dict[str, Callable[..., Any]] = {
    "levy_stable": stable.rough_tail,
    "studentized_range": studentized.rough_tail,
}

#: Laws whose tails and velocities are found without an integral over z.
DIRECT: dict[str, Any] = {"levy_stable": stable, "studentized_range": studentized}
