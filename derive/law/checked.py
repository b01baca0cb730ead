"""Checked: the families whose functions of the law are written.

Those that the tests compare with the oracle, function by function, into both tails
(tests/families/test_law_functions.py takes them all with PHIDOT_ALL=1 in the environment). To add
one: its name here, `make`, `make second`.
"""

from __future__ import annotations

CHECKED = frozenset({
    "anglit", "arcsine", "argus", "bradford", "burr", "burr12", "cauchy", "cosine", "crystalball",
    "dweibull", "expon", "exponnorm", "exponpow", "exponweib", "fatiguelife", "fisk", "foldcauchy",
    "foldnorm", "genexpon", "genextreme", "genhalflogistic", "genlogistic", "genpareto", "gibrat",
    "gompertz", "gumbel_l", "gumbel_r", "halfcauchy", "halflogistic", "halfnorm", "hypsecant",
    "invgauss", "invweibull", "johnsonsb", "johnsonsu", "kappa3", "kappa4", "laplace",
    "laplace_asymmetric", "levy", "levy_l", "logistic", "loglaplace", "lognorm", "loguniform",
    "lomax", "maxwell", "mielke", "moyal", "norm", "pareto", "powerlaw", "powerlognorm",
    "powernorm", "rayleigh", "recipinvgauss", "reciprocal", "semicircular", "skewcauchy",
    "skewnorm", "trapezoid", "triang", "truncexpon", "truncnorm", "truncpareto",
    "truncweibull_min", "tukeylambda", "uniform", "wald", "weibull_max", "weibull_min",
    "wrapcauchy",
})  # fmt: skip
