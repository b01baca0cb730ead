"""The stable law and its derivatives by inversion of its characteristic function.

In scipy's S1, log phi(t) = -t^alpha (1 - i beta tan(pi alpha/2)) for t > 0, and
-t - i beta (2/pi) t log t at alpha = 1;

    p = (1/pi) Re int_0^inf e^(-izt) phi dt,
    dF/dtheta = -(1/pi) Im int_0^inf e^(-izt) (dphi/dtheta)/t dt,

along a ray t = r e^(-i angle), as a trapezoidal sum over log r, in MPFR's numbers. Nothing is
shared with the kernel, which integrates over Zolotarev's angle. Digits lost to cancellation are
counted and made good; the angle is that at which least are. Far out, with w = e^(-i pi alpha/2)
(1 - i beta tan(pi alpha/2)), the power series in 1/z serves (Bergstrom 1952),

    1 - F = (1/pi) Im sum_k (-w)^k Gamma(alpha k) z^(-alpha k)/k!.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import gmpy2  # type: ignore[import-untyped]
import numpy as np
from mpmath import mp

from derive.oracle.mpfr import from_mpfr, to_mpfr

Number = Any
#: Rays looked at, and half the widths, in their number, of strips in which a sum may converge.
ANGLES, STRIPS = np.linspace(-2.0, 2.0, 81), (9, 5, 2, 1)
#: Where heights of the integrand are compared: log r less log of the scale.
PLACES = np.arange(-60.0, 120.0, 0.25)
#: Bits beyond those in use, the most digits, and the most terms.
SPARE, MOST_DIGITS, MANY = 30, 400, 100000
#: The power series is used with a first term below FAR, and up to so many terms.
FAR, LONGEST = mp.mpf("1e-3"), 200
#: How many integrals there are.
COUNT = 7


def heights(z: float, alpha: float, beta: float, angle: Any) -> Any:
    """The logarithm of the integrand's size at the places, on one ray."""
    log_t = PLACES - np.log1p(abs(z)) - 1j * angle
    t = np.exp(log_t)
    if alpha == 1.0:
        value = -1j * z * t - t - 2j / np.pi * beta * t * log_t
    else:
        tan = 1.0 / np.tan(0.5 * np.pi * (1.0 - alpha))
        value = -1j * (z - beta * tan) * t - np.exp(alpha * log_t)
        value += 1j * beta * tan * t * np.expm1((alpha - 1.0) * log_t)
    return value.real


@lru_cache(maxsize=1 << 12)
def choose_ray(z: float, alpha: float, beta: float) -> tuple[float, float, float]:
    """The angle, half the strip's width, and the logarithm of the largest value in the strip.

    Weighed by the digits lost over the width, that is by the number of terms.
    """
    gap, best, chosen = float(ANGLES[1] - ANGLES[0]), np.inf, (np.nan, np.nan, np.nan)
    with np.errstate(all="ignore"):
        tops = [top_of(z, alpha, beta, angle) for angle in ANGLES]
    for n in STRIPS:
        for i in range(n, len(tops) - n):
            top = max(tops[i - n : i + n + 1])
            cost = (top + 60.0) / n
            if cost < best:
                best, chosen = cost, (float(ANGLES[i]), n * gap, top)
    if not best < np.inf:
        raise ArithmeticError(f"no ray for z = {z}, alpha = {alpha}, beta = {beta}")
    return chosen


def top_of(z: float, alpha: float, beta: float, angle: float) -> float:
    """The largest value on a ray; infinite where the integrand does not end small."""
    values = heights(z, alpha, beta, angle)
    small = np.flatnonzero(~(values > -200.0))
    if not small.size or not np.all(~(values[small[0] :] > 0.0)):
        return float("inf")
    # Only steps of 1/4 were looked at.
    return float(np.max(values[: small[0]])) + 1.0


def invert(z: Number, alpha: Number, beta: Number, tail_alone: bool = False) -> tuple[Number, ...]:
    """p, p_z, F_alpha, F_beta, p_alpha, p_beta to the digits in force, and F to as many places.

    ``tail_alone`` asks for F alone, still the last. ArithmeticError where they do not settle; in
    alpha nan at alpha = 1.
    """
    digits = mp.dps
    z, alpha, beta = (mp.mpf(x) for x in (z, alpha, beta))
    far = expand(z, alpha, beta)
    if far is not None:
        return *far[:6], 1 - far[6] if z > 0 else far[6]
    angle, strip, top = choose_ray(float(z), float(alpha), float(beta))
    working = digits + 5 + int(max(top, 0.0) / 2.3)
    while working <= MOST_DIGITS:
        values, lost = add_up(z, alpha, beta, angle, strip, working, tail_alone)
        if working - lost >= digits + 2:
            return values
        working = 2 * working if lost > working - 3 else digits + int(lost * 1.05) + 6
    raise ArithmeticError(f"stable law: digits run out at z = {z}, alpha = {alpha}, beta = {beta}")


def expand(z: Number, alpha: Number, beta: Number) -> tuple[Number, ...] | None:
    """As ``invert``, with the lighter tail, by the power series; None where it does not serve."""
    if alpha == 1 or not z:
        return None
    side = 1 if z > 0 else -1
    digits = mp.dps
    with mp.workdps(2 * digits + 20):
        x, b, log_x = abs(z), side * beta, mp.log(abs(z))
        tan = mp.cot(mp.pi * (1 - alpha) / 2)
        factor = 1 - 1j * b * tan
        base = -mp.exp(-1j * mp.pi * alpha / 2 - alpha * log_x) * factor
        if abs(base) > FAR:
            return None
        turn = -1j * mp.pi / 2 * (1 + b * (1 + tan * tan) / factor) - log_x
        lean = -1j * tan / factor
        sums, power, k, last, least = [mp.mpf(0)] * 6, mp.mpf(1), 0, mp.inf, mp.mpf(0)
        beyond = mp.mpf(0)
        while not last <= mp.power(10, -digits - 3) * least:
            k += 1
            power *= base / k
            term = power * mp.gamma(alpha * k)
            in_alpha, in_beta = k * (turn + mp.digamma(alpha * k)), k * lean
            size = max(1, abs(in_alpha), abs(in_beta)) * k * abs(term)
            if k > LONGEST or size > last:
                return None
            dense, last = alpha * k * term / x, size
            parts = (
                dense, -(alpha * k + 1) / x * dense, -in_alpha * term, -in_beta * term,
                (in_alpha + 1 / alpha) * dense, in_beta * dense,
            )  # fmt: skip
            sums = [total + mp.im(part) for total, part in zip(sums, parts, strict=True)]
            beyond += mp.im(term)
            least = min(abs(beyond), abs(sums[0]) * x, abs(sums[2]), abs(sums[3]))
        # All terms vanish on the light side of |beta| = 1 and at alpha = 2.
        if not least > mp.power(10, -digits) * abs(base) or not sums[0] > 0:
            return None
        p, p_z, f_alpha, f_beta, p_alpha, p_beta = (total / mp.pi for total in sums)
        values = p, side * p_z, side * f_alpha, f_beta, p_alpha, side * p_beta, beyond / mp.pi
    return tuple(+v for v in values)


def add_up(
    z: Number,
    alpha: Number,
    beta: Number,
    angle: float,
    strip: float,
    digits: int,
    tail_alone: bool,
) -> tuple[tuple[Number, ...], int]:
    """All integrals with so many digits of the largest term, and the most digits lost."""
    bits = int(digits * 3.33) + SPARE
    extra = 0 if alpha == 1 else max(0, -2 * mp.mag(1 - alpha))
    with mp.workprec(bits + extra), gmpy2.context(precision=bits + extra):
        step = to_mpfr(mp.mpf(2) * mp.pi * strip / (digits * mp.log(10)))
        turn = gmpy2.mpc(0, -gmpy2.mpfr(angle))
        a, b, i = to_mpfr(alpha), to_mpfr(beta), gmpy2.mpc(0, 1)
        iz, start = i * to_mpfr(z), -gmpy2.log1p(abs(to_mpfr(z)))
        tan = to_mpfr(mp.cot(mp.pi * (1 - alpha) / 2)) if alpha != 1 else gmpy2.mpfr(0)
        lean, factor = i * b * gmpy2.const_pi() / 2 * (1 + tan * tan), 1 - i * b * tan
        two = 2 * i / gmpy2.const_pi()
        sums = [gmpy2.mpfr(0)] * (1 if tail_alone else COUNT)
        sizes = list(sums)
        tiny = gmpy2.mpfr(2) ** -(bits - SPARE // 2)
        for side in (1, -1):
            x = start + turn + (0 if side > 0 else -step)
            t, ratio = gmpy2.exp(x), gmpy2.exp(side * step)
            power, rise = gmpy2.exp(a * x), gmpy2.exp(side * a * step)
            quiet = count = 0
            while quiet < 8:
                if alpha == 1:
                    whole = gmpy2.exp(-iz * t - t - two * b * t * x)
                    in_a, in_b = gmpy2.mpc(0), -two * t * x
                else:
                    whole = gmpy2.exp(-iz * t - power * factor)
                    in_a, in_b = power * (lean - factor * x), i * tan * power
                parts = (i * whole,) if tail_alone else all_parts(whole, t, in_a, in_b)
                small = True
                for j, part in enumerate(parts):
                    size = abs(part.real) + (abs(part.imag) if j < len(sums) - 1 else 0)
                    sums[j] += part.real
                    sizes[j] += size
                    small = small and size <= tiny * sizes[j]
                quiet = quiet + 1 if small else 0
                x, t, power = x + side * step, t * ratio, power * rise
                count += 1
                if count > MANY:
                    raise ArithmeticError(f"stable law: too many terms at z = {z}, alpha = {alpha}")
        lost = count_lost(sums, sizes, digits)
        unit = step / gmpy2.const_pi()
        values = [from_mpfr(unit * total) for total in sums]
    if alpha == 1 and not tail_alone:
        values[2] = values[4] = mp.nan
    # The arc from the real axis to the ray about 0.
    with mp.workprec(bits):
        values[-1] += mp.mpf(1) / 2 + mp.mpf(angle) / mp.pi
    return tuple(+v for v in values), lost


def count_lost(sums: list[Number], sizes: list[Number], digits: int) -> int:
    """The most digits that a sum has lost to cancellation; of the last, F, as many as it has."""
    if len(sums) == 1:
        return max(0, int(gmpy2.log10(sizes[-1])) + 1)
    if not sums[0]:
        return digits
    pairs = zip(sums[:-1], sizes[:-1], strict=True)
    lost = [int(gmpy2.log10(size / abs(total))) + 1 for total, size in pairs if size and total]
    return max([0, *lost])


def all_parts(whole: Number, t: Number, in_a: Number, in_b: Number) -> tuple[Number, ...]:
    """The integrands of p, p_z, F_alpha, F_beta, p_alpha, p_beta and F."""
    i = gmpy2.mpc(0, 1)
    dense, moved, turned = whole * t, whole * in_a, whole * in_b
    return dense, -i * t * dense, i * moved, i * turned, moved * t, turned * t, i * whole


def tail(point: Mapping[str, Number], upper: bool) -> Number:
    """F or 1 - F."""
    digits, more = mp.dps, 0
    far = expand(*(mp.mpf(point[n]) for n in ("z", "alpha", "beta")))
    if far is not None:
        return far[6] if upper == (point["z"] > 0) else 1 - far[6]
    while more < MOST_DIGITS:
        with mp.workdps(digits + more):
            below = invert(point["z"], point["alpha"], point["beta"], tail_alone=True)[-1]
            value = 1 - below if upper else below
            if value > mp.power(10, 2 - more) or (more == 0 and value > mp.mpf("0.1")):
                return value
        more = 2 * more + 15
    raise ArithmeticError(f"stable law: the tail at {dict(point)} is too light")


def rough_tail(point: Mapping[str, Number], upper: bool) -> Number:
    """The order of magnitude of a tail: a Gaussian beside the first term of the power series.

    About the place that stays finite as alpha -> 1 (Nolan's S0).
    """
    z, alpha, beta = (mp.mpf(point[n]) for n in ("z", "alpha", "beta"))
    side = 1 if upper else -1
    place = 0 if alpha == 1 else beta * mp.cot(mp.pi * (1 - alpha) / 2)
    x = side * (z - place)
    if x <= 0:
        return mp.mpf(1)
    heavy = (1 + side * beta) * mp.gamma(alpha) * mp.sinpi(alpha / 2) / mp.pi
    return min(mp.mpf(1), mp.exp(-x * x / 4) + heavy * mp.power(x, -alpha))


def velocity(parameter: str, point: Mapping[str, Number]) -> Number:
    """-F_theta/p."""
    values = invert(point["z"], point["alpha"], point["beta"])
    return -values[2 if parameter == "alpha" else 3] / values[0]


def jet(z: Number, alpha: Number, beta: Number) -> tuple[Number, ...]:
    """The log-density and its derivatives in z, alpha and beta."""
    p, p_z, _, _, p_alpha, p_beta, _ = invert(z, alpha, beta)
    return mp.log(p), p_z / p, p_alpha / p, p_beta / p
