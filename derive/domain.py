"""Where variables and parameters live: symbols, parameters with their domains, loc and scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Symbol, oo, sympify

LOC = Symbol("loc", real=True)
SCALE = Symbol("scale", positive=True)


@dataclass(frozen=True)
class Parameter:
    """A parameter and its domain, the open interval (lower, upper) unless ``closed`` says.

    ``closed`` is "", "lower", "upper" or "both". ``tested`` is the range of magnitudes from which
    checks draw; by default it follows from the domain. ``integer`` parameters have no derivative.
    """

    symbol: Symbol
    lower: Expr = -oo
    upper: Expr = oo
    closed: str = ""
    tested: tuple[float, float] | None = None
    integer: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", sympify(self.lower))
        object.__setattr__(self, "upper", sympify(self.upper))
        if self.closed not in ("", "lower", "upper", "both"):
            raise ValueError(
                f"parameter {self.symbol}: closed must be '', 'lower', 'upper' or 'both', "
                f"not {self.closed!r}"
            )

    @property
    def name(self) -> str:
        return str(self.symbol)

    @property
    def includes_lower(self) -> bool:
        return self.closed in ("lower", "both")

    @property
    def includes_upper(self) -> bool:
        return self.closed in ("upper", "both")

    def describe(self) -> str:
        """The domain as text, ``0 < c`` or ``0 <= c <= 1``."""
        bounded = self.lower != -oo or self.includes_lower, self.upper != oo or self.includes_upper
        left = f"{self.lower} {'<=' if self.includes_lower else '<'} " if bounded[0] else ""
        right = f" {'<=' if self.includes_upper else '<'} {self.upper}" if bounded[1] else ""
        text = f"{left}{self.name}{right}"
        return text if left or right else f"{self.name} real"


def real(symbol: Symbol, **more: Any) -> Parameter:
    """A parameter on the whole real line."""
    return Parameter(symbol, **more)


def positive(symbol: Symbol, **more: Any) -> Parameter:
    """A parameter on (0, oo)."""
    return Parameter(symbol, lower=Integer(0), **more)


def within(symbol: Symbol, lower: Any, upper: Any, **more: Any) -> Parameter:
    """A parameter on (lower, upper), or with ``closed="both"`` on [lower, upper]."""
    return Parameter(symbol, lower=lower, upper=upper, **more)


def integer(symbol: Symbol, lower: int = 1, **more: Any) -> Parameter:
    """A parameter on the integers from ``lower`` on; it has no derivative."""
    return Parameter(symbol, lower=Integer(lower), closed="lower", integer=True, **more)
