"""Velocities of the stable law as means over the angle of its representation by Zolotarev.

For z > 0 (z < 0 is -z with -beta) and alpha != 1 let tan(psi) = beta tan(pi alpha/2). A stable
variate is (Chambers, Mallows, Stuck 1976) a function of an exponential variate g and of an angle
theta, uniform in (-pi/2, pi/2),

    log g = (alpha log(z cos theta/sin phi) + log cos psi)/(alpha - 1) + log(cos chi/cos theta),
    phi = psi + alpha theta,    chi = phi - theta,

so that given z the angle has a density in proportion to g e^-g, and v = E[dz/d(parameter) | z],
the derivative at fixed g and theta. With delta = 1 - alpha, y = pi/2 - theta, q = pi/2 - chi,

    dz/dpsi = z (cos(alpha theta)/cos psi - delta sin y/sin q)/(alpha sin phi),
    dz/dalpha = (z/alpha) ((log g + log(cos psi sin y/sin q))/alpha
                           + theta (cot phi - delta sin y/(sin phi sin q)))

and psi carries beta. No term is large where v is not. phi, q and y are the angles of a triangle,
two of them small at the ends of the interval, where each sine is found from the smaller angles. The
law of 1/alpha has the same triangle (Zolotarev's duality), by which alpha > 1 is found.

The integrals run over the logarithm of the ratio of the distances from both ends, by Gauss-Legendre
on panels that are halved until the last Legendre coefficients are small; nan where they are not.
"""

from __future__ import annotations

from math import atan, atan2, cos, exp, expm1, inf, lgamma, log, log1p, nan, pi, sin, sqrt

import numpy as np

from ._arguments import Array
from ._jit import jit

__all__ = ["levy_stable_alpha_rate", "levy_stable_beta_rate"]

#: Nodes of a panel, its longest length, the most panels, and the last Legendre coefficients, as a
#: part of the whole, at which it is halved no more.
COUNT, LONGEST, MOST, TOLERANCE = 16, 4.0, 4000, 1e-8
#: Weights below e^-DROP of the largest do not count.
DROP = 42.0
#: Nearer to the peak than this the exponent is found from its difference.
NEAR = 0.1
#: Stands for an angle that is 0, where the derivative has a part from that angle alone, and at
#: alpha = 1 for 1 - alpha and for the angle over 1 - alpha. Such a part is told from the rest while
#: the density is well above it.
TINY, LITTLE = 1e-280, 1e-140
EULER = float(np.euler_gamma)
NODES, WEIGHTS = np.polynomial.legendre.leggauss(COUNT)
_HIGH = np.polynomial.legendre.legvander(NODES, COUNT - 1)[:, -2:].T * WEIGHTS
#: Rows that take values at the nodes to the last two Legendre coefficients.
LAST = np.ascontiguousarray(_HIGH * (np.array([[COUNT - 2.0], [COUNT - 1.0]]) + 0.5))


@jit
def sines(p: float, q: float, r: float) -> tuple[float, float, float]:
    """Of the angles of a triangle, the largest as the sum of the others."""
    if p >= q and p >= r:
        return sin(q + r), sin(q), sin(r)
    if q >= r:
        return sin(p), sin(p + r), sin(r)
    return sin(p), sin(q), sin(p + q)


@jit
def triangle(t: float, shape: Array) -> tuple[float, float, float]:
    """The angles at t: p = a x, q = w + d x and r, x and r being the distances from the ends."""
    x = shape[2] / (1.0 + exp(-t))
    return x - shape[0] * x, shape[1] + shape[0] * x, shape[2] / (1.0 + exp(t))


@jit
def exponent(t: float, shape: Array) -> float:
    """log g at t; it increases."""
    p, q, r = triangle(t, shape)
    sp, sq, sr = sines(p, q, r)
    if not (sp > 0.0 and sq > 0.0 and sr > 0.0):
        return -inf if t < 0.0 else inf
    rise = 2.0 * sin(0.5 * q) * sin(0.5 * (r - p)) / sp
    lag = log1p(rise) if abs(rise) < 0.5 else log(sr) - log(sp)
    value: float = shape[3] + log(sq / sr) - (1.0 - shape[0]) / shape[0] * lag
    return value


@jit
def moved(base: float, tau: float, height: float, shape: Array) -> float:
    """log g at base + tau, being ``height`` at base; a difference however steep it is."""
    if not abs(tau) < NEAR:
        return exponent(base + tau, shape)
    d: float = shape[0]
    a = 1.0 - d
    p0, q0, r0 = triangle(base, shape)
    x0 = shape[2] / (1.0 + exp(-base))
    # x - x0
    h = x0 * r0 * expm1(tau) / (r0 + x0 * exp(tau))
    sp0, sq0, sr0 = sines(p0, q0, r0)
    sp, sq, sr = sines(*triangle(base + tau, shape))
    half = 0.5 * (1.0 + a) * h
    bend = 2.0 * sin(0.5 * d * h) * (sin(half) + cos(r0) / sr0 * cos(half))
    change = -bend * (sp0 / sp) - sq0 / sr0 * (sin(a * h) / sp)
    return height + log(sq / sq0) - log(sr / sr0) - a / d * log1p(change)


@jit
def solve(level: float, low: float, high: float, shape: Array) -> float:
    """Where log g is ``level``, by bisection."""
    for _ in range(100):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        if exponent(middle, shape) < level:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)


@jit
def weigh(u: float, t: float) -> float:
    """The logarithm of g e^-g dx/dt, up to a constant."""
    return u - exp(min(u, 700.0)) - abs(t) - 2.0 * log1p(exp(-abs(t)))


@jit
def slope(t: float, u: float, shape: Array, law: Array) -> float:
    """dz/d(parameter) over z at fixed g and angle; at alpha = 1 not divided by z."""
    alpha: float = law[0]
    lean: float = law[4]
    cos_psi: float = law[2]
    p, q, r = triangle(t, shape)
    sp, sq, sr = sines(p, q, r)
    phi, y, s_phi, s_y = (r, p, sr, sp) if alpha > 1.0 else (p, r, sp, sr)
    if alpha == 1.0:
        # q is d times (1 - beta) pi/(2 beta) + x.
        theta = 0.5 * pi - y
        wide: float = law[1] * (q / shape[0])
        share: float = log(2.0 / pi * wide / s_y) + law[1] * theta / wide
        return 2.0 / pi * (theta * cos(y) / s_y + share - u)
    delta = 1.0 - alpha
    part: float = delta * (s_y / sq)
    if law[7] == 0.0:
        # cos(alpha theta)
        turned: float = sin(0.5 * pi * delta + alpha * (y if y < 0.5 * pi else phi + q))
        return lean * (turned / cos_psi - part) / (alpha * s_phi)
    turn: float = law[5] - y if y < 0.5 * pi else law[6] + (phi + q)
    if phi < 0.5 and abs(law[8]) < 0.5 * alpha:
        # theta may be small.
        turn = lean + (phi - law[8]) / alpha
    lead: float = (u + log(cos_psi * s_y / sq)) / alpha + law[3] * lean
    return (lead + turn * (cos(phi) - part) / s_phi) / alpha


@jit
def panel(
    low: float, high: float, base: float, height: float, top: float,
    shape: Array, law: Array, sums: Array,
) -> None:  # fmt: skip
    """Weight, weight times slope, its size, and the last coefficients of both, integrated."""
    middle, half = 0.5 * (low + high), 0.5 * (high - low)
    sums[:] = 0.0
    a1 = a2 = b1 = b2 = 0.0
    for i in range(COUNT):
        tau = middle + half * NODES[i]
        u, t = moved(base, tau, height, shape), base + tau
        weight = exp(weigh(u, t) - top)
        if not weight > 0.0:
            continue
        term = weight * slope(t, u, shape, law)
        sums[0] += WEIGHTS[i] * weight
        sums[1] += WEIGHTS[i] * term
        sums[2] += WEIGHTS[i] * abs(term)
        a1 += LAST[0, i] * weight
        a2 += LAST[1, i] * weight
        b1 += LAST[0, i] * term
        b2 += LAST[1, i] * term
    sums[3], sums[4] = abs(a1) + abs(a2), abs(b1) + abs(b2)
    sums *= half


@jit
def find_start(shape: Array) -> tuple[float, float, float, bool]:
    """A place where log g = 0, log g there, the first t that matters, and whether there is one.

    There is none where w = 0 and the least g exceeds 1; then the place is that of the largest
    weight.
    """
    w, lowest = shape[1], exponent(-300.0, shape)
    if w == 0.0 and lowest > -1.0:
        first = -60.0 - 0.5 * log(1.0 + exp(min(lowest, 700.0)))
        return first, lowest, first, False
    base = solve(0.0, -740.0, 740.0, shape)
    first = min(log(w), base) - 38.0 if w > 0.0 else base - 80.0
    # Where what is integrated, e^u or e^(u - t), is e^-DROP of what it is at base.
    floor, low, high = -DROP - max(base, 0.0), -745.0, base
    for _ in range(60):
        middle = 0.5 * (low + high)
        if exponent(middle, shape) - max(middle, 0.0) < floor:
            low = middle
        else:
            high = middle
    return base, exponent(base, shape), max(first, low - 1.0), True


@jit
def find_top(base: float, first: float, shape: Array) -> tuple[float, float, float]:
    """Where the weight is largest, its logarithm, and the last t that matters.

    log g is nearly level from log w to 0 where w is small, with another maximum of the weight.
    """
    best, top = base, weigh(exponent(base, shape), base)
    t = first
    while t < 4.0:
        here = weigh(exponent(t, shape), t)
        if here > top:
            best, top = t, here
        t += 0.5
    low, high = best, max(best, base) + 60.0
    while high - low > 0.01 * min(1.0, abs(low - best) + 1e-20):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        if weigh(exponent(middle, shape), middle) > top - DROP:
            low = middle
        else:
            high = middle
    return best, top, high


@jit
def steepness(base: float, height: float, shape: Array) -> float:
    """d log g/dt at base."""
    step = NEAR / 4.0
    rise = moved(base, step, height, shape) - height
    while abs(rise) > 0.1 and step > 1e-300:
        step *= 0.1
        rise = moved(base, step, height, shape) - height
    return rise / step


@jit
def list_edges(first: float, last: float, rate: float, base: float, edges: Array) -> int:
    """Fill ``edges`` with borders of panels about a place, measured from it; how many."""
    count = 0
    edges[0] = first - base
    for s in (-42.0, -24.0, -12.0, -6.0, -3.0, -1.5, 0.0, 1.5, 4.0):
        tau = s / max(rate, 0.5)
        if edges[count] < tau < last - base or (rate > 1e3 and edges[count] < tau):
            count += 1
            edges[count] = tau
    if last - base > edges[count]:
        count += 1
        edges[count] = last - base
    return count


@jit
def sweep(
    edges: Array, count: int, whole: Array, base: float, height: float, top: float,
    shape: Array, law: Array, found: Array,
) -> bool:  # fmt: skip
    """Integrate over all panels, halving until errors are small parts of ``whole``; whether so."""
    sums, stack = np.empty(5), np.empty((64, 2))
    found[:] = 0.0
    panels = 0
    for i in range(count):
        pieces = int((edges[i + 1] - edges[i]) / LONGEST) + 1
        length = (edges[i + 1] - edges[i]) / pieces
        for j in range(pieces):
            stack[0, 0] = edges[i] + j * length
            stack[0, 1] = edges[i + 1] if j == pieces - 1 else edges[i] + (j + 1) * length
            depth = 1
            while depth > 0:
                depth -= 1
                low, high = stack[depth, 0], stack[depth, 1]
                panel(low, high, base, height, top, shape, law, sums)
                panels += 1
                if sums[3] <= TOLERANCE * whole[0] and sums[4] <= TOLERANCE * whole[2]:
                    found += sums[:3]
                    continue
                if panels > MOST or depth > 60:
                    return False
                middle = 0.5 * (low + high)
                stack[depth, 0], stack[depth, 1] = low, middle
                stack[depth + 1, 0], stack[depth + 1, 1] = middle, high
                depth += 2
    return True


@jit
def average(shape: Array, law: Array) -> tuple[float, float]:
    """The mean of the slope, and the logarithm of the weights' sum; nan where it is not found.

    ``shape`` is d = 1 - a, w, the longest x, and a constant of log g. ``law`` is alpha, beta,
    cos psi, tan psi, d psi/d(parameter), the same plus pi/2 and less pi/2, and 1 where the
    parameter is alpha, else 0; then psi.
    """
    base, height, first, rooted = find_start(shape)
    if not (first > -700.0 and base < 690.0):
        return nan, nan
    best, top, last = find_top(base, first, shape)
    if rooted:
        rate = steepness(base, height, shape)
        if rate > 1e3:
            # What is left of log g there is rounding, of z or of t.
            height, top = 0.0, weigh(0.0, base)
    else:
        base, height = best, exponent(best, shape)
        rate = 0.0
    edges, whole, found = np.empty(16), np.full(3, inf), np.zeros(3)
    count = list_edges(first, last, rate, base, edges)
    # Below the first panel log g is linear in t, and the slope is in proportion to e^-t or less.
    u, left = exponent(first, shape), 0.0
    if -inf < u and shape[1] > 0.0 and first < min(log(shape[1]), 0.0) - 30.0:
        x = 1.0 / (1.0 + exp(-first))
        left = slope(first, u, shape, law) * x * shape[0] / (1.0 - shape[0]) * -expm1(-exp(u))
        left *= exp(-top)
    for trial in range(4):
        if not sweep(edges, count, whole, base, height, top, shape, law, found):
            break
        found[1] += left
        found[2] += abs(left)
        if trial > 0 and found[0] < 2.0 * whole[0] and found[2] < 2.0 * whole[2]:
            return found[1] / found[0], log(found[0]) + top
        whole[:] = found
    return nan, nan


@jit
def velocity(z: float, alpha: float, beta: float, of_alpha: bool) -> float:
    """The velocity at z > 0; at alpha = 1 at any z with beta > 0."""
    law, shape = np.zeros(9), np.empty(4)
    delta = 1.0 - alpha
    c = sin(0.5 * pi * delta)
    s = sin(0.5 * pi * min(alpha, 2.0 - alpha))
    square = c * c + beta * beta * s * s
    law[0], law[1] = alpha, beta
    if alpha == 1.0:
        d = min(LITTLE, beta * 1e-20)
        shape[0], shape[1] = d, d * max(0.5 * pi * (1.0 - beta) / beta, LITTLE)
        shape[2], shape[3] = pi, -0.5 * pi * z / beta - log(0.5 * pi * d / beta)
        mean, size = average(shape, law)
        return nan if beta == 1.0 and not size > log(LITTLE) + 60.0 else mean
    law[2], law[3] = abs(c) / sqrt(square), beta * s / c
    if of_alpha:
        law[4] = 0.5 * pi * beta / square
        law[5] = 0.5 * pi * (1.0 + beta) * (c * c + beta * s * s) / square
        law[6] = 0.5 * pi * (1.0 - beta) * (beta * s * s - c * c) / square
        law[7], law[8] = 1.0, atan(law[3])
    else:
        law[4] = s * c / square
    if alpha < 1.0:
        shape[0] = delta
        shape[1] = atan2((1.0 - beta) * s * c, c * c + beta * s * s) / alpha
        shape[2] = atan2((1.0 + beta) * s * c, c * c - beta * s * s) / alpha
    else:
        shape[0] = -delta / alpha
        shape[1] = atan2(-(1.0 + beta) * s * c, c * c - beta * s * s)
        shape[2] = atan2(-(1.0 + beta) * s * c, beta * s * s - c * c)
        if beta == -1.0:
            shape[2] = pi
    # Near alpha = 1 z cos psi is near 1 where the law has its mass.
    product = z * law[2]
    log_product = log(product) if 1e-300 < product < inf else log(z) + log(law[2])
    shape[3] = -alpha / delta * log_product - log(law[2])
    nudged = shape[1] == 0.0 and (alpha == 2.0 if of_alpha else abs(beta) == 1.0)
    if nudged:
        shape[1] = TINY
    mean, size = average(shape, law)
    return nan if nudged and not size > log(TINY / shape[0]) + 60.0 else z * mean


@jit
def cauchy(z: float, of_alpha: bool) -> float:
    """The velocities at alpha = 1, beta = 0."""
    angle, height = atan(z), 0.5 * log1p(z * z) if abs(z) < 1e100 else log(abs(z))
    if of_alpha:
        return angle - z * (EULER + height)
    return 2.0 / pi * (EULER + z * angle + height)


@jit
def at_zero(alpha: float, beta: float, of_alpha: bool) -> float:
    """At z = 0, where F = 1/2 - psi/(pi alpha) and p = Gamma(1 + 1/alpha) cos(psi/alpha) times
    (cos psi)^(1/alpha)/pi."""
    delta = 1.0 - alpha
    c, s = sin(0.5 * pi * delta), sin(0.5 * pi * min(alpha, 2.0 - alpha))
    square, psi = c * c + beta * beta * s * s, atan(beta * s / c)
    if of_alpha:
        change = (0.5 * pi * beta / square - psi / alpha) / alpha
    else:
        change = s * c / square / alpha
    log_p = lgamma(1.0 + 1.0 / alpha) + log(abs(c) / sqrt(square)) / alpha
    return change * exp(-log_p) / cos(psi / alpha)


@jit
def rate_of(z: float, alpha: float, beta: float, of_alpha: bool) -> float:
    """Either velocity in the standard law of S1."""
    if not (0.0 < alpha <= 2.0 and -1.0 <= beta <= 1.0 and abs(z) < inf):
        return nan
    if alpha == 1.0:
        if abs(beta) < 1e-250:
            return nan if beta != 0.0 and of_alpha else cauchy(z, of_alpha)
        return nan if of_alpha else velocity(z if beta > 0.0 else -z, alpha, abs(beta), False)
    if alpha == 2.0 and not of_alpha:
        return 0.0
    if alpha < 1.0 and abs(beta) == 1.0 and not z * beta > 0.0:
        return 0.0 if z == 0.0 and of_alpha else nan
    if z == 0.0:
        return at_zero(alpha, beta, of_alpha)
    if z > 0.0:
        return velocity(z, alpha, beta, of_alpha)
    value = velocity(-z, alpha, -beta, of_alpha)
    return -value if of_alpha else value


@jit
def levy_stable_alpha_rate(z: float, alpha: float, beta: float) -> float:
    """dz/dalpha of the standard law in S1.

    At alpha = 2 it is that from below. nan outside the domain and the support, at alpha = 1 unless
    beta = 0 (the location runs off as tan(pi alpha/2) there), at alpha = 2 where |z| is over 46 or
    so, and where doubles do not hold the angles (alpha under 0.1 with an extreme z).
    """
    return rate_of(z, alpha, beta, True)


@jit
def levy_stable_beta_rate(z: float, alpha: float, beta: float) -> float:
    """dz/dbeta of the standard law in S1.

    At |beta| = 1 it is that from inside. nan outside the domain and the support, and at |beta| = 1
    where the density is below e^-500 or so, e^-260 if alpha = 1.
    """
    return rate_of(z, alpha, beta, False)
