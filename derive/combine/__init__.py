"""Combine: families out of families. Each function takes Families in SymPy and returns a Family.

What comes out has a derivation, LaTeX, checks and kernels as any other, and may be combined again.
"""

from derive.combine.extreme import maximum_of, minimum_of
from derive.combine.fold import folded
from derive.combine.mix import mixture
from derive.combine.move import located_scaled, powered, transformed
from derive.combine.stats import from_sympy_stats
from derive.combine.truncate import truncated

__all__ = [
    "folded",
    "from_sympy_stats",
    "located_scaled",
    "maximum_of",
    "minimum_of",
    "mixture",
    "powered",
    "transformed",
    "truncated",
]
