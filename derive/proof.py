"""Proof: every step of a derivation, evaluated at random points at rising precision.

The abstract functions of a step get their meaning from the family's law alone: F is the oracle's
cdf, F^{-1} its root, phi the composition, a derivative a numerical derivative. A step that could
not be evaluated at any point counts as failed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from mpmath import mp
from sympy import Derivative, Dummy, Expr, Subs, Symbol
from sympy.core.function import AppliedUndef

from derive.derivation import Derivation, Step
from derive.derivation.second import list_steps
from derive.family import Family
from derive.meaning import Meaning, interpret
from derive.oracle.numeric import compile_expression
from derive.points import Bulk, draw_bulk

#: Digits at which a step must hold, in turn, and at how many points; fewer where F is an integral
#: or an endless sum and one number takes a second.
PRECISIONS, POINTS = (20, 32), 2
ITERATED_PRECISIONS, ITERATED_POINTS = (12, 16), 1
#: The precision where F is the integral of a log-density, which converges to the digits asked for.
INTEGRAL_PRECISIONS = (15,)
#: Digits of F beyond those in which its differences are taken.
MORE = 8
#: Digits that numerical differentiation and root-finding may lose.
LOST = 8

Values = Mapping[Symbol, Any]


class ProofError(ArithmeticError):
    """A step of a derivation that does not hold, or that could not be tested."""


def prove(derivation: Derivation) -> None:
    """Check every step and every second route; ProofError names the first that fails."""
    bulk = draw_bulk(derivation.family)
    family = derivation.family
    settings = [(place, *remember(family, *interpret(derivation, place))) for place in bulk]
    for step in derivation.steps:
        prove_step(derivation, step, settings)
    for route, velocity in derivation.also:
        also = Step(f"equal by the {route} route", derivation.velocity, velocity)
        prove_step(derivation, also, settings)


def prove_second(derivations: Sequence[Derivation]) -> None:
    """Check the second derivatives that follow from a family's velocities."""
    steps = tuple(list_steps(derivations))
    if steps:
        prove(replace(derivations[0], steps=steps, also=()))


def remember(family: Family, meaning: Meaning, values: Values) -> tuple[Meaning, Values]:
    """The same functions, none of them evaluated twice at one point and precision."""
    kind = Integral if family.is_iterated else dict
    return kind({name: Memory(f) for name, f in meaning.items()}), values


class Integral(dict[str, Callable[..., Any]]):
    """The meaning of a derivation whose F is an integral or an endless sum."""


class Memory:
    """A function of numbers that keeps what it computed."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.known: dict[tuple[Any, ...], Any] = {}

    def __call__(self, *arguments: Any) -> Any:
        key = (mp.prec, *arguments)
        if key not in self.known:
            self.known[key] = self.function(*arguments)
        return self.known[key]


def effort(family: Family) -> tuple[tuple[int, ...], int]:
    """The precisions and the number of points for a family's proofs."""
    if family.log_density is not None:
        return INTEGRAL_PRECISIONS, ITERATED_POINTS
    return (ITERATED_PRECISIONS, ITERATED_POINTS) if family.is_iterated else (PRECISIONS, POINTS)


def prove_step(
    derivation: Derivation, step: Step, settings: Sequence[tuple[Bulk, Meaning, Values]]
) -> None:
    """``step`` at the first few points where its condition holds."""
    precisions, count = effort(derivation.family)
    places = [s for s in settings if holds(step, s[0])][:count]
    if not places:
        raise ProofError(f"{label(derivation, step)} could not be tested: no point meets it")
    for _, meaning, values in places:
        for digits in precisions:
            with mp.workdps(digits):
                compare(derivation, step, meaning, values, digits)


def holds(step: Step, place: Bulk) -> bool:
    """Whether the step's branch contains the point."""
    if step.where is None:
        return True
    symbols = tuple(place.shapes)
    low, high = (compile_expression(e, symbols)(*place.shapes.values()) for e in step.where)
    return bool(low < place.z < high)


def compare(
    derivation: Derivation, step: Step, meaning: Meaning, values: Values, digits: int
) -> None:
    left, right = (evaluate(side, meaning, values) for side in (step.left, step.right))
    if not mp.isfinite(left) or abs(left - right) > mp.mpf(10) ** (LOST - digits) * max(
        1, abs(left)
    ):
        at = ", ".join(f"{s} = {mp.nstr(v, 17)}" for s, v in values.items())
        raise ProofError(
            f"{label(derivation, step)} fails at {at}: "
            f"{mp.nstr(left, 17)} is not {mp.nstr(right, 17)}"
        )


def label(derivation: Derivation, step: Step) -> str:
    return f"family {derivation.family.name}, d/d{derivation.parameter}, step '{step.rule}'"


def evaluate(expression: Expr, meaning: Meaning, values: Values) -> Any:
    """A number for an expression that may hold abstract functions and their derivatives."""
    if isinstance(expression, Subs):
        moved = dict(values)
        for old, new in zip(expression.variables, expression.point, strict=True):
            moved[old] = evaluate(new, meaning, values)
        return evaluate(expression.expr, meaning, moved)
    if isinstance(expression, Derivative):
        (variable,) = expression.variables

        def along(t: Any) -> Any:
            return evaluate(expression.expr, meaning, {**values, variable: t})

        return differentiate(along, values[variable], meaning)
    if isinstance(expression, AppliedUndef):
        arguments = [evaluate(a, meaning, values) for a in expression.args]
        return meaning[expression.func.__name__](*arguments)
    return evaluate_concrete(expression, meaning, values)


def differentiate(f: Callable[[Any], Any], x: Any, meaning: Meaning) -> Any:
    """df/dx; where F is an integral, by a central difference that asks it for few digits."""
    if not isinstance(meaning, Integral):
        return mp.diff(f, x)
    digits = mp.dps
    with mp.workdps(digits + MORE):
        step = (abs(x) or 1) * mp.power(10, -digits // 3)
        return (f(x + step) - f(x - step)) / (2 * step)


def evaluate_concrete(expression: Expr, meaning: Meaning, values: Values) -> Any:
    """The same with each abstract part replaced by its number."""
    parts = outermost(expression)
    numbers = {Dummy(f"a{i}"): evaluate(p, meaning, values) for i, p in enumerate(parts)}
    concrete = expression.xreplace(dict(zip(parts, numbers, strict=True)))
    known = dict(values) | numbers
    symbols = tuple(sorted(concrete.free_symbols, key=str))
    return number(concrete, symbols, tuple(known[s] for s in symbols), mp.prec)


@lru_cache(maxsize=64)
def number(expression: Expr, symbols: tuple[Symbol, ...], at: tuple[Any, ...], prec: int) -> Any:
    """An expression's number at the precision in force, ``prec``; derivations share steps."""
    return compile_expression(expression, symbols)(*at)


def outermost(expression: Expr) -> list[Expr]:
    """The largest subexpressions that are abstract."""
    if isinstance(expression, Subs | Derivative | AppliedUndef):
        return [expression]
    found: list[Expr] = []
    for argument in expression.args:
        found += [p for p in outermost(argument) if p not in found]
    return found
