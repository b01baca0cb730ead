"""The stable law and its derivatives by inversion of its characteristic function.

In scipy's S1, phi(t) = exp(-t^alpha (1 - i beta tan(pi alpha/2))) for t > 0, and
exp(-t - i beta (2/pi) t log t) at alpha = 1;

    p = (1/pi) Re int_0^inf e^(-izt) phi dt,    dF/dtheta = -(1/pi) Im int_0^inf e^(-izt) phi_theta dt/t,

along a ray t = r e^(-i angle) on which the integrand's largest value is least, as a trapezoidal sum
over log r. Nothing is shared with the kernel, which integrates over Zolotarev's angle. Digits lost
to cancellation are counted and made good.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpmath import mp

Number = Any
#: Angles tried, in steps of pi/64, and the log r at which heights of the integrand are compared.
ANGLES = range(-30, 31, 3)
#: Half the width of the strip of angles in which the sum is taken to converge.
STRIP = mp.mpf("0.12")
#: Most digits; beyond, and where sums would have more than MANY terms, ArithmeticError.
MOST_DIGITS, MANY = 1500, 200000


def exponent(z: Number, alpha: Number, beta: Number) -> Callable[[Number, Number], Number]:
    """log of e^(-izt) phi(t) as a function of t and log t."""
    if alpha == 1:
        return lambda t, log_t: -1j * z * t - t - 1j * beta * 2 / mp.pi * t * log_t
    factor = 1 - 1j * beta * mp.tan(mp.pi * alpha / 2)
    return lambda t, log_t: -1j * z * t - mp.exp(alpha * log_t) * factor


def changes(alpha: Number, beta: Number) -> tuple[Callable[[Number], Number], ...]:
    """d log phi/dalpha and d log phi/dbeta as functions of log t."""
    if alpha == 1:
        return lambda x: mp.nan, lambda x: -2j / mp.pi * mp.exp(x) * x
    tan = mp.tan(mp.pi * alpha / 2)
    turn = 1j * beta * mp.pi / 2 * (1 + tan * tan)
    factor = 1 - 1j * beta * tan
    return (
        lambda x: mp.exp(alpha * x) * (turn - factor * x),
        lambda x: 1j * tan * mp.exp(alpha * x),
    )


def choose_ray(z: Number, alpha: Number, beta: Number, height: Callable[..., Number]) -> Number:
    """The angle for which the largest value of the integrand is least, by a coarse search."""
    with mp.workdps(30):
        middle = -mp.log(abs(z) + 1) if z else mp.mpf(0)
        places = [middle + mp.mpf(i) / 2 for i in range(-20, 400)]
        best, chosen = mp.inf, None
        for step in ANGLES:
            tops = []
            for angle in (step * mp.pi / 64 + side * STRIP for side in (-1, 0, 1)):
                values = []
                for x in places:
                    log_t = x - 1j * angle
                    value = mp.re(height(mp.exp(log_t), log_t))
                    values.append(value)
                    if value < -1e4 or value > best:
                        break
                tops.append(max(values) if values[-1] < -100 else mp.inf)
            if max(tops) < best:
                best, chosen = max(tops), step * mp.pi / 64
    if chosen is None:
        raise ArithmeticError(f"no ray for z = {z}, alpha = {alpha}, beta = {beta}")
    return chosen


def invert(z: Number, alpha: Number, beta: Number) -> tuple[Number, Number, Number]:
    """p, dF/dalpha and dF/dbeta to the digits in force; ArithmeticError where they do not settle."""
    digits = mp.dps
    z, alpha, beta = (mp.mpf(x) for x in (z, alpha, beta))
    with mp.workdps(2 * digits + 20):
        angle = choose_ray(z, alpha, beta, exponent(z, alpha, beta))
    working = digits + 10
    while working <= MOST_DIGITS:
        with mp.workdps(working):
            values, lost = add_up(z, alpha, beta, angle)
        if working - lost >= digits:
            return values
        working = digits + int(lost * 1.05) + 10
    raise ArithmeticError(f"stable law: digits run out at z = {z}, alpha = {alpha}, beta = {beta}")


def add_up(
    z: Number, alpha: Number, beta: Number, angle: Number
) -> tuple[tuple[Number, Number, Number], int]:
    """The three at the precision in force, and how many digits were lost."""
    height, (in_alpha, in_beta) = exponent(z, alpha, beta), changes(alpha, beta)
    step = 2 * mp.pi * STRIP / (mp.dps * mp.log(10))
    scale = mp.exp(-mp.log(abs(z) + 1))
    sums, sizes = [mp.mpf(0)] * 3, [mp.mpf(0)] * 3
    tiny = mp.power(10, -mp.dps)
    for side in (1, -1):
        k = 0 if side > 0 else -1
        quiet = 0
        while quiet < 8:
            log_t = mp.log(scale) + k * step - 1j * angle
            t = mp.exp(log_t)
            whole = mp.exp(height(t, log_t))
            parts = (whole * t, whole * in_alpha(log_t), whole * in_beta(log_t))
            terms = (mp.re(parts[0]), -mp.im(parts[1]), -mp.im(parts[2]))
            small = True
            for i, (part, term) in enumerate(zip(parts, terms, strict=True)):
                if mp.isnan(term):
                    continue
                sums[i] += term
                sizes[i] += abs(part)
                small = small and abs(part) <= tiny * sizes[i]
            quiet = quiet + 1 if small else 0
            k += side
            if abs(k) > MANY:
                raise ArithmeticError(f"stable law: too many terms at z = {z}, alpha = {alpha}")
    lost = 0
    for total, size in zip(sums, sizes, strict=True):
        if size and total:
            lost = max(lost, int(mp.log10(size / abs(total))) + 1)
        elif size:
            lost = mp.dps
    values = tuple(step * total / mp.pi for total in sums)
    return (values[0], values[1] if alpha != 1 else mp.nan, values[2]), lost
