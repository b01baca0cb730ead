"""Checked: the families whose functions of the law are written.

Those that the tests compare with the oracle, function by function, into both tails
(tests/families/test_law_functions.py takes them all with PHIDOT_ALL=1 in the environment). To add
one: its name here, `make`, `make second`.
"""

from __future__ import annotations

CHECKED = frozenset({
    "alpha", "anglit", "arcsine", "argus", "beta", "betaprime", "bradford", "burr", "burr12",
    "cauchy", "chi", "chi2", "cosine", "crystalball", "dgamma", "dweibull", "erlang", "expon",
    "exponnorm", "exponpow", "exponweib", "f", "fatiguelife", "fisk", "foldcauchy", "foldnorm",
    "gamma", "gausshyper", "genexpon", "genextreme", "gengamma", "genhalflogistic", "genhyperbolic",
    "geninvgauss", "genlogistic", "gennorm", "genpareto", "gibrat", "gompertz", "gumbel_l",
    "gumbel_r", "halfcauchy", "halfgennorm", "halflogistic", "halfnorm", "hypsecant", "invgamma",
    "invgauss", "invweibull", "jf_skew_t", "johnsonsb", "johnsonsu", "kappa3", "kappa4", "laplace",
    "laplace_asymmetric", "levy", "levy_l", "loggamma", "logistic", "loglaplace", "lognorm",
    "loguniform", "lomax", "maxwell", "mielke", "moyal", "nakagami", "norm", "pareto", "pearson3",
    "powerlaw", "powerlognorm", "powernorm", "rayleigh", "rdist", "recipinvgauss", "reciprocal",
    "rel_breitwigner", "semicircular", "skewcauchy", "skewnorm", "t", "trapezoid", "triang",
    "truncexpon", "truncnorm", "truncpareto", "truncweibull_min", "tukeylambda", "uniform",
    "vonmises", "vonmises_line", "wald", "weibull_max", "weibull_min", "wrapcauchy",
})  # fmt: skip
