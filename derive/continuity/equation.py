"""Equation: one line of a derivation by the continuity equation, for people to read."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr


@dataclass(frozen=True)
class Equation:
    """``left = right`` by ``rule``; ``condition`` says where it holds."""

    rule: str
    left: Expr
    right: Expr
    condition: str = ""
