"""SymPy functions with a numerically stable meaning, the vocabulary of stable forms.

Each is *defined* by an elementary expression (``definition``), so every check can replace it by
what it stands for, and each has a branch-free kernel in ``derive.primitives`` that is accurate
where the definition as written loses digits. ``limit`` is the value at a removable singularity;
``regimes`` is an equal form that an evaluation at many digits can follow into both tails.
"""

from derive.functions.elementary import (
    atanh_excess,
    expm1,
    expm1_excess,
    expm1_lag,
    expm1_ratio,
    hypot1,
    log1p,
    log1p_excess,
    log1p_ratio,
    lorentz,
    softplus,
)  # fmt: skip
from derive.functions.primitive import HALF, Primitive, T, define
from derive.functions.quotient import (
    gumbel_quotient,
    log_ndtr,
    mills,
    ndtr_quotient,
    softplus_excess,
    softplus_quotient,
    tukeylambda_logit,
)  # fmt: skip

__all__ = [
    "HALF", "Primitive", "T", "atanh_excess", "define", "expm1", "expm1_excess", "expm1_lag",
    "expm1_ratio", "gumbel_quotient", "hypot1", "log1p", "log1p_excess", "log1p_ratio",
    "log_ndtr", "lorentz", "mills", "ndtr_quotient", "softplus", "softplus_excess",
    "softplus_quotient", "tukeylambda_logit",
]  # fmt: skip
