"""Law: log-density, score, tails, quantiles and their derivatives. Family and plans in, IR out.

``state`` writes the functions down from what the family states, ``forms`` rewrites them so that
they keep digits, ``target`` has exact values at points far into both tails, ``choose`` takes the
first form whose error in the model of float64 is small, and ``kernel`` adds loc, scale, ends and
domains. A function none of whose forms is good enough is left out, with the reason.
"""

from __future__ import annotations

from derive.law.checked import CHECKED
from derive.law.choose import Law, find_law
from derive.law.kernel import assemble_law
from derive.law.target import BOUND

__all__ = ["BOUND", "CHECKED", "Law", "assemble_law", "find_law"]
