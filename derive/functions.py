"""SymPy functions with a numerically stable meaning, the vocabulary of stable forms.

Each is *defined* by an elementary expression (``definition``), so every check can replace it by
what it stands for, and each has a branch-free kernel in ``derive.primitives`` that is accurate
where the definition as written loses digits. ``limit`` is the value at a removable singularity;
``regimes`` is an equal form that an evaluation at many digits can follow into both tails.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import (
    Abs, Eq, Expr, Function, Integer, Min, Piecewise, Rational, Symbol, atanh, erfc, exp, hyper, log, pi, sqrt,
)  # fmt: skip
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
        return self.args[0].is_real


class log1p(Primitive):
    """log(1 + t)."""

    formula = log(1 + T)
    limit = (0, 0)
    latex_name = r"\operatorname{log1p}"


class expm1(Primitive):
    """e^t - 1."""

    formula = exp(T) - 1
    limit = (0, 0)
    latex_name = r"\operatorname{expm1}"


class softplus(Primitive):
    """log(1 + e^t), without overflow for large t."""

    formula = log(1 + exp(T))
    latex_name = r"\operatorname{softplus}"


class log1p_ratio(Primitive):
    """log(1 + t) / t."""

    formula = log(1 + T) / T
    limit = (0, 1)
    latex_name = r"\operatorname{L_1}"


class expm1_ratio(Primitive):
    """(e^t - 1) / t."""

    formula = (exp(T) - 1) / T
    limit = (0, 1)
    latex_name = r"\operatorname{E_1}"


class expm1_excess(Primitive):
    """(e^t - 1 - t) / t^2."""

    formula = (exp(T) - 1 - T) / T**2
    regimes = Piecewise((hyper((1,), (3,), T) / 2, Abs(T) < 1), (formula, True))
    limit = (0, Rational(1, 2))
    latex_name = r"\operatorname{E_2}"


class expm1_lag(Primitive):
    """(t e^t - (e^t - 1)) / t^2, the derivative of expm1(t)/t."""

    formula = (T * exp(T) - (exp(T) - 1)) / T**2
    regimes = Piecewise((hyper((2,), (3,), T) / 2, Abs(T) < 1), (formula, True))
    limit = (0, Rational(1, 2))
    latex_name = r"\operatorname{E_1'}"


class log1p_excess(Primitive):
    """((1 + t) log(1 + t) - t) / t^2."""

    formula = ((1 + T) * log(1 + T) - T) / T**2
    regimes = Piecewise(
        (1, Eq(T, -1)), (hyper((1, 1), (3,), -T) / 2, Abs(T) < HALF), (formula, True)
    )
    limit = (0, Rational(1, 2))
    latex_name = r"\operatorname{L_2}"

    @classmethod
    def eval(cls, x: Expr) -> Expr | None:
        """The end t = -1 of the domain is evaluated too: an edge of a support is often there."""
        return Integer(1) if x == -1 else super().eval(x)


class mills(Primitive):
    """Mills' ratio of the normal law, (1 - Phi(t)) / phi(t) = sqrt(pi/2) e^{t^2/2} erfc(t/sqrt 2)."""

    formula = sqrt(pi / 2) * exp(T**2 / 2) * erfc(T / sqrt(2))
    regimes = Piecewise((hyper((HALF, 1), (), -2 / T**2) / T, T > 1000), (formula, True))
    latex_name = r"\operatorname{R}"


class log_ndtr(Primitive):
    """log Phi(t) of the normal law."""

    formula = log(erfc(-T / sqrt(2)) / 2)
    latex_name = r"\log\Phi"


class hypot1(Primitive):
    """sqrt(1 + t^2), without overflow for large t."""

    formula = sqrt(1 + T**2)
    latex_name = r"\operatorname{hyp}"


class lorentz(Primitive):
    """t / (1 + t^2), without overflow for large t."""

    formula = T / (1 + T**2)
    latex_name = r"\operatorname{Lo}"


class atanh_excess(Primitive):
    """(atanh(t) - t) / t^3."""

    formula = (atanh(T) - T) / T**3
    regimes = Piecewise((hyper((1, 3 * HALF), (5 * HALF,), T**2) / 3, Abs(T) < HALF), (formula, True))
    limit = (0, Rational(1, 3))
    latex_name = r"\operatorname{A_3}"


class softplus_quotient(Primitive):
    """log(1 + e^t) over its derivative: the logistic law's -log F / (log F)' at -t."""

    formula = (1 + exp(-T)) * log(1 + exp(T))
    regimes = Piecewise(
        ((1 + exp(T)) * log1p_ratio(exp(T)), T <= 0),
        ((1 + exp(-T)) * (T + log1p(exp(-T))), True),
    )
    latex_name = r"\operatorname{S}"


class softplus_excess(Primitive):
    """(1 + e^-t) log(1 + e^t) - t, which tends to 0 like t e^-t and to -t at the other end."""

    formula = (1 + exp(-T)) * log(1 + exp(T)) - T
    regimes = Piecewise(
        ((1 + exp(T)) * log1p_ratio(exp(T)) - T, T <= 0),
        (T * exp(-T) + (1 + exp(-T)) * log1p(exp(-T)), True),
    )
    latex_name = r"\operatorname{S_1}"


class gumbel_quotient(Primitive):
    """-log F / (log F)' of the law F = 1 - exp(-e^t): -(e^y - 1) log(1 - e^-y) / y at y = e^t."""

    #: Beyond it e^-y is below any digit in use.
    bounded = Min(T, 30)
    formula = (1 - exp(exp(T))) * log(1 - exp(-exp(T))) * exp(-T)
    regimes = Piecewise(
        (-expm1_ratio(exp(T)) * (T + log(expm1_ratio(-exp(T)))), T <= 0),
        ((1 - exp(-exp(bounded))) * log1p_ratio(-exp(-exp(bounded))) * exp(-T), True),
    )
    latex_name = r"\operatorname{W}"


class ndtr_quotient(Primitive):
    """-log Phi(t) / (log Phi)'(t) of the normal law."""

    formula = -log(erfc(-T / sqrt(2)) / 2) * sqrt(pi / 2) * exp(T**2 / 2) * erfc(-T / sqrt(2))
    regimes = Piecewise(
        ((T**2 / 2 + log(2 * pi) / 2 - log(mills(-T))) * mills(-T), T <= 0),
        (log1p_ratio(-erfc(T / sqrt(2)) / 2) * (1 - erfc(T / sqrt(2)) / 2) * mills(T), True),
    )
    latex_name = r"\operatorname{N}"


def define(expression: Expr) -> Expr:
    """``expression`` with every primitive replaced by its definition."""
    return expression.replace(lambda e: isinstance(e, Primitive), lambda e: e.definition)
