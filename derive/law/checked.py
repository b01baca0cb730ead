"""Checked: the families whose functions of the law are written.

Those that the tests compare with the oracle, function by function, into both tails
(tests/families/test_law_functions.py takes them all). To add one: its name here, `make`, the tests.
"""

from __future__ import annotations

CHECKED = frozenset({
    "cauchy", "dweibull", "expon", "exponpow", "fisk", "genextreme", "genlogistic", "genpareto",
    "gompertz", "gumbel_l", "gumbel_r", "halfcauchy", "halflogistic", "halfnorm", "invweibull",
    "johnsonsu", "kappa3", "laplace", "levy", "logistic", "lognorm", "lomax", "maxwell", "norm",
    "pareto", "rayleigh", "uniform", "weibull_max", "weibull_min",
})  # fmt: skip
