"""Arguments by order of magnitude, in the bulk, and beside every crossover.

Every float64 is drawn through ``ldexp``, so the points are the same bits on every machine.
"""

from __future__ import annotations

from math import inf, log, nextafter, pi, sqrt

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

COUNT = 400
NORMAL_AND_SUBNORMAL = (-1074, 1023)


def magnitudes(low: int, high: int, seed: int) -> Points:
    """Positive numbers with uniformly distributed binary exponents."""
    random = np.random.default_rng(seed)
    exponents = random.integers(low, high + 1, COUNT)
    return np.asarray(np.ldexp(1.0 + random.random(COUNT), exponents))


def signed(points: Points) -> Points:
    return np.concatenate([points, -points])


def bulk(low: float, high: float, seed: int) -> Points:
    return np.asarray(low + (high - low) * np.random.default_rng(seed).random(2 * COUNT))


def beside(*points: float) -> Points:
    """Each point and three neighbours on either side."""
    found = []
    for point in points:
        below = above = point
        found.append(point)
        for _ in range(3):
            below, above = nextafter(below, -inf), nextafter(above, inf)
            found += [below, above]
    return np.array(found)


def steps(unit: float, low: int, high: int) -> Points:
    """The float64 nearest to whole multiples of ``unit``."""
    return np.arange(low, high + 1, dtype=np.float64) * unit


TURNS = steps(pi / 2, 1, 400)
REAL = signed(magnitudes(*NORMAL_AND_SUBNORMAL, 1))
ABOVE_MINUS_ONE = np.concatenate([
    magnitudes(*NORMAL_AND_SUBNORMAL, 2), -magnitudes(-1074, -2, 3),
    magnitudes(-52, -2, 4) - 1.0, bulk(-1.0, 8.0, 5), beside(-0.75, -0.5, 1.0, 2.0**-54),
])  # fmt: skip
EXPONENTIAL = np.concatenate([
    signed(magnitudes(-1074, 9, 6)), bulk(-745.2, 709.8, 7), bulk(-3.0, 3.0, 8),
    beside(*steps(log(2) / 2, -9, 9)), beside(709.782712893384, -708.3964185322641, -745.13),
])  # fmt: skip
QUOTIENT = np.concatenate([
    signed(magnitudes(-1074, 8, 9)), -magnitudes(9, 1023, 10), bulk(-4.0, 4.0, 11),
    bulk(690.0, 735.0, 12), bulk(-70.0, -30.0, 13), beside(-60.0, -1.5, -1.25, 1.25, 1.5),
])  # fmt: skip
CIRCULAR = np.concatenate([
    signed(magnitudes(-1074, 48, 14)), bulk(-300.0, 300.0, 15), beside(*TURNS), 0.5 * TURNS,
])  # fmt: skip
HYPERBOLIC = np.concatenate([
    signed(magnitudes(-1074, 8, 16)), bulk(-3.0, 3.0, 17), bulk(700.0, 712.0, 18),
    beside(2.0**-30, 710.4758600739439),
])  # fmt: skip

DOMAIN: dict[str, Points] = {
    "exp": EXPONENTIAL,
    "expm1": EXPONENTIAL,
    "softplus": EXPONENTIAL,
    "log": np.concatenate([
        magnitudes(*NORMAL_AND_SUBNORMAL, 19), bulk(0.4, 2.2, 20),
        1.0 + signed(magnitudes(-52, -2, 21)), beside(sqrt(0.5), 1.0, sqrt(2.0), 2.0**-1022),
    ]),
    "log1p": ABOVE_MINUS_ONE,
    "log1p_ratio": ABOVE_MINUS_ONE,
    "log1p_excess": np.concatenate([ABOVE_MINUS_ONE, beside(np.expm1(1.5), np.expm1(-1.5))]),
    "log1p_remainder": np.concatenate([ABOVE_MINUS_ONE, beside(np.expm1(2.0), np.expm1(-2.0))]),
    "expm1_ratio": QUOTIENT,
    "expm1_excess": QUOTIENT,
    "expm1_lag": QUOTIENT,
    "mills": np.concatenate([
        magnitudes(*NORMAL_AND_SUBNORMAL, 22), -magnitudes(-1074, 4, 23),
        bulk(-38.0, 30.0, 24), bulk(-3.0, 3.0, 25), beside(-37.65, 4.0),
    ]),
    "log_ndtr": np.concatenate([
        magnitudes(-1074, 5, 26), -magnitudes(-1074, 510, 27), bulk(-40.0, 39.0, 28),
        bulk(-3.0, 3.0, 29), beside(0.0, 4.0, 8.29),
    ]),
    "sin": CIRCULAR,
    "cos": CIRCULAR,
    "tan": CIRCULAR,
    "atan": np.concatenate([REAL, bulk(-4.0, 4.0, 30), beside(0.5, 1.0, 2.5)]),
    "tanh": np.concatenate([REAL, bulk(-3.0, 3.0, 31), bulk(-20.0, 20.0, 32)]),
    "sinh": HYPERBOLIC,
    "cosh": HYPERBOLIC,
    "asinh": np.concatenate([REAL, bulk(-4.0, 4.0, 33), beside(2.0**-28, 2.0**30)]),
    "hypot1": np.concatenate([REAL, bulk(-4.0, 4.0, 36), beside(2.0**30)]),
    "lorentz": np.concatenate([REAL, bulk(-4.0, 4.0, 37), beside(-(2.0**30), 1.0)]),
    "atanh_excess": np.concatenate([
        signed(magnitudes(-1074, -2, 38)), bulk(-1.0, 1.0, 39), 1.0 - magnitudes(-52, -2, 40),
        beside(0.75, -0.75),
    ]),
    "softplus_quotient": np.concatenate([REAL, bulk(-40.0, 40.0, 41), bulk(-750.0, 750.0, 42)]),
    "softplus_excess": np.concatenate([
        -magnitudes(-1074, 1023, 43), magnitudes(-1074, 9, 44), bulk(-40.0, 740.0, 45),
    ]),
    "gumbel_quotient": np.concatenate([
        -magnitudes(-1074, 1023, 46), magnitudes(-1074, 9, 47), bulk(-40.0, 10.0, 48),
        bulk(-3.0, 3.0, 49),
    ]),
    "ndtr_quotient": np.concatenate([
        magnitudes(-1074, 9, 50), -magnitudes(-1074, 510, 51), bulk(-40.0, 40.0, 52),
        bulk(-3.0, 3.0, 53), beside(0.0, 20.0),
    ]),
    "logistic": EXPONENTIAL,
    "log1mexp": np.concatenate([
        magnitudes(-1074, 9, 131), bulk(0.0, 745.0, 132), bulk(0.0, 3.0, 133),
        bulk(25.0, 45.0, 134), beside(*steps(log(2) / 2, 1, 9), 2.0**-60, 2.0**-1022, 30.0, 708.4),
    ]),
    # Away from its zero at log(e - 1), where the kernel's error is absolute.
    "log_softplus": np.concatenate([
        -magnitudes(-1074, 1023, 82), bulk(-750.0, 0.4, 83), bulk(0.75, 750.0, 84),
        magnitudes(0, 1023, 85),
    ]),
    "wrap": np.concatenate([signed(magnitudes(-1074, 48, 77)), bulk(-100.0, 100.0, 78)]),
    "gaussian_moment": np.concatenate([
        magnitudes(-1074, 600, 79), bulk(0.0, 40.0, 80), beside(6.0),
    ]),
    "hazard_excess": np.concatenate([
        magnitudes(-1074, 1020, 81), -magnitudes(-1074, 1020, 82), bulk(-40.0, 40.0, 83),
        bulk(-3.0, 3.0, 84), beside(0.0, 4.0, -37.65),
    ]),
    "bessel_ratio": np.concatenate([
        magnitudes(-1070, 1020, 85), bulk(0.0, 15.0, 86), bulk(0.0, 3.0, 87),
        beside(2.0, 5.0, 12.0),
    ]),
    "bessel_lag": np.concatenate([
        magnitudes(-1070, 1020, 125), bulk(0.0, 15.0, 126), bulk(0.0, 3.0, 127),
        beside(2.0, 5.0, 12.0),
    ]),
    "log_i0e": np.concatenate([
        magnitudes(-1070, 1020, 128), bulk(0.0, 15.0, 129), bulk(0.0, 3.0, 130),
        beside(2.0, 5.0, 12.0),
    ]),
    "digamma_excess": np.concatenate([magnitudes(*NORMAL_AND_SUBNORMAL, 58), bulk(0.0, 30.0, 59)]),
    "digamma_half": np.concatenate([magnitudes(-1020, 500, 98), bulk(0.0, 30.0, 99)]),
    "stirling": np.concatenate([
        magnitudes(*NORMAL_AND_SUBNORMAL, 100), bulk(0.0, 30.0, 101), bulk(0.0, 1.0, 102),
        beside(0.25),
    ]),
    "stirling_slope": np.concatenate([
        magnitudes(-1020, 500, 103), bulk(0.0, 30.0, 104), bulk(0.0, 1.0, 105), beside(0.25),
    ]),
    "lgamma1p": np.concatenate([
        magnitudes(-1020, 1000, 106), bulk(0.0, 30.0, 107), bulk(0.0, 3.0, 108),
        beside(1.0, 2.0),
    ]),
    "ndtri": np.concatenate([
        magnitudes(-1074, -1, 109), bulk(0.0, 1.0, 110), 1.0 - magnitudes(-52, -2, 111),
        0.5 + signed(magnitudes(-52, -3, 112)), beside(0.1, 0.9),
    ]),
    "ndtri_offset": np.concatenate([
        signed(magnitudes(-1074, -2, 113)), bulk(-0.5, 0.5, 114), 0.5 - magnitudes(-53, -3, 115),
        beside(0.4, -0.4),
    ]),
    "ndtri_exp": -np.concatenate([
        magnitudes(*NORMAL_AND_SUBNORMAL, 116), bulk(0.0, 3.0, 117), bulk(0.0, 800.0, 118),
        beside(log(10.0), 760.5),
    ]),
}  # fmt: skip


def powers() -> tuple[Points, Points]:
    """x by order of magnitude and near 1, with y for which |y log x| is moderate and extreme."""
    random = np.random.default_rng(34)
    bases = np.concatenate([
        magnitudes(*NORMAL_AND_SUBNORMAL, 35), bulk(0.5, 2.0, 36),
        1.0 + signed(magnitudes(-50, -3, 37)), beside(sqrt(0.5), sqrt(2.0)),
    ])  # fmt: skip
    extreme = (-740.0 + 1449.0 * random.random(bases.size)) / np.log(bases)
    moderate = -5.0 + 10.0 * random.random(bases.size)
    halves = 0.5 * random.integers(-6, 7, bases.size)
    return np.tile(bases, 3), np.concatenate([extreme, moderate, halves])


def quotients() -> tuple[Points, Points]:
    """Numbers of all magnitudes, and neighbours in all relative distances."""
    y = np.concatenate([magnitudes(-900, 900, 60), magnitudes(-3, 3, 61), bulk(1.0, 4.0, 62)])
    factors = np.concatenate([
        magnitudes(-60, 60, 63), 1.0 + signed(magnitudes(-52, -2, 64)), np.exp(bulk(-1.0, 1.0, 65)),
    ])  # fmt: skip
    x = np.concatenate([magnitudes(*NORMAL_AND_SUBNORMAL, 66), y[COUNT:]])
    return np.concatenate([x, y]), np.concatenate([y, np.abs(y * np.resize(factors, y.size))])


def sums() -> tuple[Points, Points]:
    """1 and what log1p takes, numbers without a second part, and sums near 1 and of all sizes."""
    x = np.concatenate([
        np.ones_like(ABOVE_MINUS_ONE), magnitudes(*NORMAL_AND_SUBNORMAL, 135), bulk(0.0, 1.0, 136),
        magnitudes(-900, 900, 137),
    ])  # fmt: skip
    y = np.concatenate([
        ABOVE_MINUS_ONE, np.zeros(COUNT),
        1.0 - bulk(0.0, 1.0, 136) + signed(magnitudes(-60, -2, 138)), magnitudes(-900, 900, 139),
    ])  # fmt: skip
    positive = x + y > 0.0
    return x[positive], y[positive]


def gamma_excesses() -> tuple[Points, Points]:
    """All y and those shapes a for which the function has no zero."""
    y = np.concatenate([
        magnitudes(*NORMAL_AND_SUBNORMAL, 67) % 1.0, bulk(0.0, 1.0, 68), [0.0],
        magnitudes(-300, -7, 69),
    ])  # fmt: skip
    a = np.concatenate([
        magnitudes(0, 100, 70), bulk(0.8, 20.0, 71), [3.0], magnitudes(-300, -4, 72),
    ])  # fmt: skip
    return y, a


def gamma_remainders() -> tuple[Points, Points]:
    """t of moderate size, and negligible ones."""
    w = np.concatenate([bulk(-1.0, 1.0, 73)[:COUNT], bulk(-1.0, 1.0, 74)[:COUNT]])
    t = np.concatenate([magnitudes(-5, -1, 75), magnitudes(-1074, -61, 76)])
    return w, np.minimum(1.5, t)


def intervals() -> tuple[Points, Points]:
    """Intervals of all widths, on either side of 0, around it and far out."""
    lower = np.concatenate([
        bulk(-40.0, 40.0, 88), signed(magnitudes(-30, 8, 89)), bulk(-2.0, 2.0, 90),
        bulk(-2.0, 2.0, 91),
    ])  # fmt: skip
    width = np.concatenate([
        bulk(0.0, 3.0, 92), magnitudes(-40, 6, 93), magnitudes(-12, 3, 94),
        bulk(0.0, 2.0, 95), np.minimum(0.5, magnitudes(-30, 0, 96)), magnitudes(-3, 2, 97),
    ])  # fmt: skip
    upper = lower + np.resize(width, lower.size)
    return lower[lower < upper], upper[lower < upper]


def steps_of_shapes() -> tuple[Points, Points]:
    """Shapes and steps of all sizes, most of them moderate."""
    a = np.concatenate([magnitudes(-300, 100, 119), magnitudes(-8, 8, 120), bulk(0.0, 5.0, 121)])
    b = np.concatenate([magnitudes(-300, 100, 122), magnitudes(-60, 8, 123), bulk(0.0, 5.0, 124)])
    return a, b


PAIRS = {
    "digamma_excess_step": steps_of_shapes,
    "gamma_excess": gamma_excesses, "gamma_remainder": gamma_remainders,
    "normal_mass": intervals, "power": powers, "log_sum": sums,
    "log_quotient": quotients,
}  # fmt: skip
