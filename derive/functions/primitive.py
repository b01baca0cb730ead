"""Primitive: a SymPy function that is defined by an elementary expression."""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Expr, Function, Rational, Symbol
from sympy.core.function import ArgumentIndexError

T = Symbol("t", real=True)
HALF = Rational(1, 2)


class Primitive(Function):  # type: ignore[misc]
    """A function defined by an elementary expression in ``variables``, most often one, ``T``."""

    nargs = 1
    variables: ClassVar[tuple[Symbol, ...]] = (T,)
    formula: ClassVar[Expr]
    regimes: ClassVar[Expr | None] = None
    limit: ClassVar[tuple[Any, Any] | None] = None
    latex_name: ClassVar[str]

    @classmethod
    def eval(cls, x: Expr, *more: Expr) -> Expr | None:
        """Only the removable point is evaluated; all else stays a call."""
        if cls.limit is not None and x == cls.limit[0]:
            return cls.limit[1]
        return None

    @property
    def definition(self) -> Expr:
        return self.at_arguments(type(self).formula)

    def at_arguments(self, expression: Expr) -> Expr:
        """``expression`` in the class's variables, at the arguments of this call."""
        places = zip(type(self).variables, self.args, strict=True)
        return expression.subs(dict(places), simultaneous=True)

    def fdiff(self, argindex: int = 1) -> Expr:
        if not 1 <= argindex <= len(self.args):
            raise ArgumentIndexError(self, argindex)
        return self.at_arguments(type(self).formula.diff(type(self).variables[argindex - 1]))

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"{self.latex_name}\left({', '.join(map(printer._print, self.args))}\right)"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _eval_is_real(self) -> bool | None:
        real = [a.is_real for a in self.args]
        return None if None in real else all(real)


def define(expression: Expr) -> Expr:
    """``expression`` with every primitive replaced by its definition."""
    return expression.replace(lambda e: isinstance(e, Primitive), lambda e: e.definition)
