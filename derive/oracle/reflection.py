"""Reflection: 2 - erfc(x) as erfc(-x), for plain arithmetic (DLMF 7.4.2)."""

from __future__ import annotations

from mpmath import mp
from sympy import Expr, Function, Wild, erfc

#: SymPy itself turns erfc(-x) into 2 - erfc(x), which loses its digits where it is small.
REFLECTED = {"reflected_erfc": lambda x: mp.erfc(-x)}


def reflect(expression: Expr) -> Expr:
    """``expression`` with every 2 - erfc(x) as a function of ``REFLECTED``."""
    x = Wild("x")
    return expression.replace(2 - erfc(x), Function("reflected_erfc")(x))
