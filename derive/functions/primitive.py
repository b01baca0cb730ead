"""Primitive: a SymPy function that is defined by an elementary expression."""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Expr, Function, Rational, Symbol
from sympy.core.function import ArgumentIndexError

T = Symbol("t", real=True)
HALF = Rational(1, 2)


class Primitive(Function):  # type: ignore[misc]
    """A function of one argument, defined by an elementary expression in ``T``."""

    nargs = 1
    formula: ClassVar[Expr]
    regimes: ClassVar[Expr | None] = None
    limit: ClassVar[tuple[Any, Any] | None] = None
    latex_name: ClassVar[str]

    @classmethod
    def eval(cls, x: Expr) -> Expr | None:
        """Only the removable point is evaluated; all else stays a call."""
        if cls.limit is not None and x == cls.limit[0]:
            return cls.limit[1]
        return None

    @property
    def definition(self) -> Expr:
        return type(self).formula.subs(T, self.args[0])

    def fdiff(self, argindex: int = 1) -> Expr:
        if argindex != 1:
            raise ArgumentIndexError(self, argindex)
        return type(self).formula.diff(T).subs(T, self.args[0])

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"{self.latex_name}\left({printer._print(self.args[0])}\right)"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _eval_is_real(self) -> bool | None:
        real: bool | None = self.args[0].is_real
        return real


def define(expression: Expr) -> Expr:
    """``expression`` with every primitive replaced by its definition."""
    return expression.replace(lambda e: isinstance(e, Primitive), lambda e: e.definition)
