"""Formula: the derived v as a person would copy it from the page, repeated parts named once."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Function, Pow, Symbol, cse, numbered_symbols
from sympy.printing.codeprinter import PrintMethodNotImplementedError
from sympy.printing.pycode import PythonCodePrinter

from derive.derivation import Derivation
from derive.domain import SCALE
from derive.functions import define

Named = tuple[tuple[Symbol, Expr], ...]
#: ``strict``: a function that Python's math lacks is an error, not a comment in the source.
PRINTER = PythonCodePrinter({"fully_qualified_modules": True, "strict": True})


@dataclass(frozen=True)
class Formula:
    """``result`` in the standard variable, after ``constants`` (free of it) and ``parts``."""

    variable: Symbol
    constants: Named
    parts: Named
    result: Expr


def is_elementary(derivation: Derivation) -> bool:
    """Whether v is a formula in z and in functions that Python's ``math`` has.

    On the inverse route it is one in the unknown F(z); of a root, a conditional mean or a score
    integral there is none.
    """
    if derivation.route == "inverse":
        return False
    try:
        PRINTER.doprint(locate(derivation))
    except PrintMethodNotImplementedError:
        return False
    return True


def locate(derivation: Derivation) -> Expr:
    """v of the located and scaled member, its variable standing for (z - loc)/scale."""
    if derivation.route == "location":
        return derivation.velocity
    if derivation.route == "scale":
        return derivation.family.variable
    return SCALE * define(derivation.velocity)


def write_down(derivation: Derivation) -> Formula:
    """The formula, with calls and powers that do not depend on z taken out of the loop."""
    variable, expression = derivation.family.variable, locate(derivation)
    calls = [n for n in expression.atoms(Function, Pow) if is_constant(n, variable)]
    parts, (result, *_) = cse([expression, *sorted(calls, key=str)], numbered_symbols("t"))
    moving, constants, rest = {variable}, [], []
    for name, part in parts:
        if part.free_symbols & moving:
            moving.add(name)
            rest.append((name, part))
        else:
            constants.append((name, part))
    return Formula(variable, tuple(constants), tuple(rest), result)


def is_constant(node: Expr, variable: Symbol) -> bool:
    """A function's value or a broken power of the parameters alone."""
    if not node.free_symbols or variable in node.free_symbols:
        return False
    return not (node.is_Pow and node.exp.is_Integer)
