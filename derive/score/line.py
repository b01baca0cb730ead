"""Lines: for each kind of support, a coordinate w on the whole line in which tails fall off.

y stands for the variate brought to (-oo, oo), (0, oo) or (0, 1); w is asinh y, log y or logit y,
and tails that are powers or exponentials of y are at least exponential in w. A line says how y and
what goes with it follow from w, and how they change when w changes by ``X``, without cancellation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import (
    Abs,
    Expr,
    Integer,
    Max,
    Min,
    Piecewise,
    Rational,
    Symbol,
    asinh,
    cosh,
    exp,
    log,
    sinh,
)

from derive.functions import expm1, hypot1, log1p
from derive.score.difference import Move

#: The point y, and beside it 1 - y on (0, 1) or sqrt(1 + y^2) on the line; the same at t.
Y, BESIDE = Symbol("y", real=True), Symbol("beside", positive=True)
T, T_BESIDE = Symbol("t", real=True), Symbol("t_beside", positive=True)
#: e^w on the line, where y = (e^w - e^-w)/2 and sqrt(1 + y^2) = (e^w + e^-w)/2.
GROWN, T_GROWN = Symbol("grown", positive=True), Symbol("t_grown", positive=True)
#: w, and its change.
W, X = Symbol("w", real=True), Symbol("x", real=True)
#: t - y; log(t/y) and the logarithm of the ratio of what stands beside.
STEP, RATIO, BESIDE_RATIO = (Symbol(n, real=True) for n in ("step", "ratio", "beside_ratio"))
#: e^x, e^x - 1, what is between them and the step, and its logarithm.
EXP, EXPM1, MIX, LOG_MIX = (Symbol(n, real=True) for n in ("exp_x", "expm1_x", "mix", "log_mix"))

Given = tuple[tuple[Symbol, Expr], ...]


@dataclass(frozen=True)
class Line:
    """``point`` gives y and its companion from w, ``beside`` the companion from y alone.

    ``moved`` gives in turn t, the step and the ratios from y and X, and ``between`` the ratios and
    X from y, t and the step. ``log_slope`` and ``slope`` are those of y in w, ``rates`` the
    derivatives in w of all that moves.
    """

    point: Given
    beside: Given
    moved: Given
    between: Given
    log_slope: Expr
    slope: Expr
    rates: Mapping[Expr, Expr]
    move: Move


def ratio(t: Expr, y: Expr, step: Expr) -> Expr:
    """log(t/y), by the step where t is near y."""
    return Piecewise((log(t / y), 2 * t < y), (log1p(step / y), True))


def move(step_beside: Expr, ratios: Mapping[Expr, Expr]) -> Move:
    there = {Y: T, BESIDE: T_BESIDE, GROWN: T_GROWN}
    return Move(there, {Y: STEP, BESIDE: step_beside, GROWN: GROWN * expm1(X)}, ratios)


rise = STEP * (T + Y) / (T_BESIDE + BESIDE)
growth = Piecewise((Y + BESIDE, Y > 0), (1 / (BESIDE - Y), True))
apart = T * BESIDE - Y * T_BESIDE
together = STEP * (T + Y) / (T * BESIDE + Y * T_BESIDE)

WHOLE = Line(
    point=((Y, sinh(W)), (BESIDE, cosh(W)), (GROWN, exp(W))),
    beside=((BESIDE, hypot1(Y)), (GROWN, growth)),
    moved=(
        (EXPM1, expm1(X)),
        (T_GROWN, GROWN * exp(X)),
        (STEP, (GROWN * EXPM1 + EXPM1 / T_GROWN) / 2),
        (T, Y + STEP),
        (T_BESIDE, hypot1(T)),
        (BESIDE_RATIO, log1p(rise / BESIDE)),
    ),
    between=(
        (T_BESIDE, hypot1(T)),
        (T_GROWN, growth.xreplace({Y: T, BESIDE: T_BESIDE})),
        (BESIDE_RATIO, log1p(rise / BESIDE)),
        (X, asinh(Piecewise((together, T * Y > 0), (apart, True)))),
    ),
    log_slope=log(BESIDE),
    slope=BESIDE,
    rates={Y: BESIDE, BESIDE: Y, GROWN: GROWN},
    move=move(rise, {BESIDE: BESIDE_RATIO, GROWN: X}),
)

HALF = Line(
    point=((Y, exp(W)),),
    beside=(),
    moved=((STEP, Y * expm1(X)), (T, Y * exp(X)), (RATIO, X)),
    between=((RATIO, ratio(T, Y, STEP)), (X, RATIO)),
    log_slope=log(Y),
    slope=Y,
    rates={Y: Y},
    move=move(Integer(0), {Y: RATIO}),
)

# With D = 1 + c (e^-|x| - 1), where c = y downwards and 1 - y upwards: the end that is left behind
# has its distance divided by D, the other one is e^-|x|/D times as far. Nothing overflows, and D is
# a sum of positive terms, which is what its logarithm needs where it is small.
log_mix = Piecewise((log1p(EXPM1), -Rational(1, 2) < EXPM1), (log(MIX), True))
UNIT = Line(
    point=((Y, 1 / (1 + exp(-W))), (BESIDE, 1 / (1 + exp(W)))),
    beside=((BESIDE, 1 - Y),),
    moved=(
        (EXPM1, expm1(-Abs(X)) * Piecewise((BESIDE, X > 0), (Y, True))),
        (EXP, exp(-Abs(X))),
        (MIX, Piecewise((Y + BESIDE * EXP, X > 0), (BESIDE + Y * EXP, True))),
        (STEP, Piecewise((-Y * EXPM1 / MIX, X > 0), (BESIDE * EXPM1 / MIX, True))),
        (T, Y * Piecewise((1, X > 0), (EXP, True)) / MIX),
        (T_BESIDE, BESIDE * Piecewise((EXP, X > 0), (1, True)) / MIX),
        (LOG_MIX, log_mix),
        (BESIDE_RATIO, -LOG_MIX - Max(X, 0)),
        (RATIO, -LOG_MIX + Min(X, 0)),
    ),
    between=(
        (T_BESIDE, 1 - T),
        (RATIO, ratio(T, Y, STEP)),
        (BESIDE_RATIO, ratio(T_BESIDE, BESIDE, -STEP)),
        (X, RATIO - BESIDE_RATIO),
    ),
    log_slope=log(Y) + log(BESIDE),
    slope=Y * BESIDE,
    rates={Y: Y * BESIDE, BESIDE: -Y * BESIDE},
    move=move(-STEP, {Y: RATIO, BESIDE: BESIDE_RATIO}),
)
