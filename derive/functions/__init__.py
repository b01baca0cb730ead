"""SymPy functions with a numerically stable meaning, the vocabulary of stable forms.

Each is *defined* by an elementary expression (``definition``), so every check can replace it by
what it stands for, and each has a branch-free kernel in ``derive.primitives`` that is accurate
where the definition as written loses digits. ``limit`` is the value at a removable singularity;
``regimes`` is an equal form that an evaluation at many digits can follow into both tails.
"""

from derive.functions.bessel import (
    BESSELS,
    BesselFunction,
    bessel_lag,
    bessel_ratio,
    besselk_excess,
    besselk_order,
    log_besselk,
    log_i0e,
)
from derive.functions.branch import branch
from derive.functions.digamma import digamma1p, digamma_excess
from derive.functions.elementary import (
    atanh_excess,
    expm1,
    expm1_excess,
    expm1_lag,
    expm1_ratio,
    hypot1,
    log1mexp,
    log1p,
    log1p_excess,
    log1p_ratio,
    log1p_remainder,
    log_quotient,
    log_softplus,
    log_sum,
    logistic,
    lorentz,
    softplus,
)  # fmt: skip
from derive.functions.gamma import (
    GAMMAS,
    GammaFunction,
    gamma_excess,
    gamma_rate_at,
    gamma_remainder,
    log_shift,
)  # fmt: skip
from derive.functions.kolmogorov import kolmogorov
from derive.functions.latent import (
    LATENT_DENSITIES,
    LATENT_RATES,
    LatentDensity,
    LatentFunction,
    LatentRate,
)  # fmt: skip
from derive.functions.logit import SUFFIX, inverted_by, logit_at, logit_of
from derive.functions.mass import normal_mass
from derive.functions.moment import gaussian_moment
from derive.functions.primitive import HALF, Primitive, T, define
from derive.functions.quantile import ndtri, ndtri_exp, ndtri_offset
from derive.functions.quotient import (
    gumbel_quotient,
    hazard_excess,
    log_ndtr,
    mills,
    ndtr_quotient,
    softplus_excess,
    softplus_quotient,
)  # fmt: skip
from derive.functions.rate import RATES, Rate, beta_rate, f_rate, gamma_rate, t_rate, vonmises_rate
from derive.functions.stirling import (
    digamma_excess_step,
    digamma_half,
    digamma_lag,
    digamma_lag_step,
    half_step,
    lgamma1p,
    stirling,
    stirling_slope,
)

__all__ = [
    "BESSELS",
    "GAMMAS",
    "HALF",
    "LATENT_DENSITIES",
    "LATENT_RATES",
    "RATES",
    "SUFFIX",
    "BesselFunction",
    "GammaFunction",
    "LatentDensity",
    "LatentFunction",
    "LatentRate",
    "Primitive",
    "Rate",
    "T",
    "atanh_excess",
    "bessel_lag",
    "bessel_ratio",
    "besselk_excess",
    "besselk_order",
    "beta_rate",
    "branch",
    "define",
    "digamma1p",
    "digamma_excess",
    "digamma_excess_step",
    "digamma_half",
    "digamma_lag",
    "digamma_lag_step",
    "expm1",
    "expm1_excess",
    "expm1_lag",
    "expm1_ratio",
    "f_rate",
    "gamma_excess",
    "gamma_rate",
    "gamma_rate_at",
    "gamma_remainder",
    "gaussian_moment",
    "gumbel_quotient",
    "half_step",
    "hazard_excess",
    "hypot1",
    "inverted_by",
    "kolmogorov",
    "lgamma1p",
    "log1mexp",
    "log1p",
    "log1p_excess",
    "log1p_ratio",
    "log1p_remainder",
    "log_besselk",
    "log_i0e",
    "log_ndtr",
    "log_quotient",
    "log_shift",
    "log_softplus",
    "log_sum",
    "logistic",
    "logit_at",
    "logit_of",
    "lorentz",
    "mills",
    "ndtr_quotient",
    "ndtri",
    "ndtri_exp",
    "ndtri_offset",
    "normal_mass",
    "softplus",
    "softplus_excess",
    "softplus_quotient",
    "stirling",
    "stirling_slope",
    "t_rate",
    "vonmises_rate",
]  # fmt: skip
