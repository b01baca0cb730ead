"""The t at which log Phi(t) of the normal law is a given level, the inverse of log_ndtr.

For a level below log(1/2), t = -w g with w = sqrt(-2 level), and g is a polynomial in
s = (w - FIRST)/(w + SHAPE) up to 2e-5. One step of Taylor's series of the inverse function follows,
of the fourth order: with e the error of the level and M = Phi/phi at t,
t' = M, t'' = M (1 + t M), t''' = M ((1 + t M)(1 + 2 t M) + M^2). Above, t is minus that of
log(1 - e^level). Far out 1 + t M is M^2 - M^4, and 3 M^5 is t'''.
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev, parts
from derive.primitives._normal import inverse
from derive.primitives._notation import read

SHAPE, DEGREE = 2.0, 10


def first() -> mpf:
    return mp.sqrt(2 * mp.log(2))


def shrunk(s: mpf) -> mpf:
    """-t/w at s."""
    w = (first() + SHAPE * s) / (1 - s)
    return -inverse(-w * w / 2) / w


FUNCTION = read(
    "ndtri_exp",
    """given level
upper = MIDDLE < level
remaining = -expm1(level)
flipped = log(remaining)
near = flipped if upper else level
w = ROOT_TWO * sqrt(-near)
s = (w - FIRST) / (w + SHAPE)
reach = w * SHRUNK(s)
m = mills(reach)
square = m * m
late = fma(-square, square, square)
early = fma(-reach, m, 1.0)
turn = late if FAR < reach else early
early_bend = fma(turn, fma(-2.0 * reach, m, 1.0), square)
late_bend = 3.0 * (square * square)
bend = late_bend if FAR < reach else early_bend
off = (near - log(m)) + fma(0.5 * reach, reach, HALF_LOG)
step = off * m * fma(off, fma(off, SIXTH * bend, 0.5 * turn), 1.0)
below = step - reach
found = -below if upper else below
infinite = -near if upper else near
return infinite if near < LEAST else found
""",
    {
        "MIDDLE": parts(lambda: -mp.log(2), 1)[0],
        "FIRST": parts(first, 1)[0],
        "SHAPE": SHAPE,
        "HALF_LOG": parts(lambda: mp.log(2 * mp.pi) / 2, 1)[0],
        "SIXTH": 1.0 / 6.0,
        "LEAST": -1.7976931348623157e308,
        "FAR": 64.0,
        "ROOT_TWO": parts(lambda: mp.sqrt(2), 1)[0],
        "SHRUNK": chebyshev(shrunk, 0, 1, DEGREE),
    },
    "The t with log Phi(t) = level; nan above 0. Near t = 0 it errs by 1 in the last place of 1.",
)
