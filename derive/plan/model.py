"""A model of float64 arithmetic: an IR expression evaluated one rounded operation at a time.

The same on every machine: + - * / and sqrt are IEEE, and a primitive is its definition rounded
once. So a plan that is chosen by its error here is the same plan everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from mpmath import mp

from derive import functions, ir
from derive.oracle import gamma, latent, rate
from derive.oracle.inversion import solve_at
from derive.oracle.numeric import compile_expression

Value = Any


def divide(a: float, b: float) -> float:
    """IEEE division; Python's raises at 0."""
    if b == 0.0:
        if a == 0.0 or math.isnan(a):
            return math.nan
        return math.copysign(math.inf, a) * math.copysign(1.0, b)
    return a / b


OPERATIONS: dict[str, Callable[..., Value]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": divide,
    "neg": lambda a: -a,
    "abs": abs,
    "sqrt": lambda a: math.sqrt(a) if a >= 0 else math.nan,
    "min": lambda a, b: a if a < b else b,
    "max": lambda a, b: a if a > b else b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "and": lambda a, b: a and b,
    "or": lambda a, b: a or b,
    "not": lambda a: not a,
}
PRIMITIVES = {cls.__name__: cls for cls in functions.Primitive.__subclasses__()}
#: A rate is an integral: as many digits as a double needs.
RATE_DIGITS = 20
RATES = {cls.__name__: cls for cls in functions.RATES}
GAMMAS = {cls.__name__: cls for cls in functions.GAMMAS}
LATENT = {cls.__name__: cls for cls in functions.LATENT_RATES.values()}


def evaluate(node: ir.Node, values: Mapping[str, float]) -> Value:
    """The float64 (or truth value) that the kernel would compute, primitives taken as exact."""
    match node:
        case ir.Number(value):
            return value
        case ir.Name(name):
            return values[name]
        case ir.Operation(operator, operands):
            return OPERATIONS[operator](*(evaluate(o, values) for o in operands))
        case ir.Select(condition, then, otherwise):
            return evaluate(then if evaluate(condition, values) else otherwise, values)
        case ir.Call(function, arguments):
            return call(function, tuple(evaluate(a, values) for a in arguments))
    raise TypeError(f"the float model has no rule for {type(node).__name__}")


@lru_cache(maxsize=1 << 14)
def call(function: str, arguments: tuple[float, ...]) -> float:
    """A primitive, rounded once; nan outside its domain, its limit at an infinite argument."""
    if any(map(math.isnan, arguments)):
        return math.nan
    with mp.workdps(RATE_DIGITS if function in RATES | GAMMAS | LATENT else 30):
        try:
            value = exact(function, [mp.mpf(a) for a in arguments])
        except (ArithmeticError, ValueError):  # a pole, or outside the domain
            return math.nan
        return round_to_double(value)


def exact(function: str, arguments: list[Any]) -> Any:
    if function == "log" and arguments[0] == 0:
        return -mp.inf
    if function == "power":
        return mp.power(*arguments)
    inverted = functions.inverted_by(function)
    if inverted is not None:
        return solve_at(inverted, arguments)
    if function in RATES:
        return rate.evaluate(RATES[function], arguments)
    if function in GAMMAS:
        return gamma.evaluate(GAMMAS[function], arguments)
    if function in LATENT:
        return latent.evaluate(LATENT[function], arguments)
    if function in PRIMITIVES:
        cls = PRIMITIVES[function]
        return compile_expression(cls(*cls.variables), cls.variables)(*arguments)
    return getattr(mp, function)(*arguments)


def round_to_double(value: Any) -> float:
    if mp.im(value) != 0 or mp.isnan(value):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
