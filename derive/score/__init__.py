"""The score integral in float64, for families that are known by their log-density only (DESIGN 1e).

Input: a Family. Output: functions of the Kernel IR, of the shapes only (``constants``) and of an
element (``velocity``), and the same of the law's own tails (``masses``, ``tails``). Everything is
derived from the log-density: the scores, the coordinate in which tails are exponential, and
differences that keep their digits.
"""

from derive.score.constants import constants
from derive.score.constants import results as constant_names
from derive.score.law import Law, state
from derive.score.tails import displaced, masses, tails
from derive.score.velocity import velocity

__all__ = [
    "Law", "constant_names", "constants", "displaced", "masses", "state", "tails", "velocity",
]  # fmt: skip
