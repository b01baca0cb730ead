"""The score integral in float64, for families that are known by their log-density only (DESIGN 1e).

Input: a Family. Output: two functions of the Kernel IR, of the shapes only (``constants``) and of
an element (``velocity``). Everything is derived from the log-density: the scores, the coordinate in
which tails are exponential, and differences that keep their digits.
"""

from derive.score.constants import constants
from derive.score.constants import results as constant_names
from derive.score.law import Law, state
from derive.score.velocity import velocity

__all__ = ["Law", "constant_names", "constants", "state", "velocity"]
