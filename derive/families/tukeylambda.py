"""Tukey's lambda law, known by its quantile function; lam = 0 is the logistic.

The inversion in the kernel was tested for -10 < lam < 30; beyond, the velocity is nan.
"""

from sympy import Abs, Piecewise, exp, oo, symbols

from derive.domain import within
from derive.family import Family, U
from derive.functions import expm1_lag, expm1_ratio, softplus, tukeylambda_logit

z, lam = symbols("z lam", real=True)

edge = Piecewise((1 / lam, lam > 0), (oo, True))

# With L = |logit u|, v is the integral of t e^(lam t) over [log q, log p]: for small L as a
# product with L, elsewhere as a difference of two terms of which one is small. In a heavy tail
# q^lam = p^lam - lam z is taken from z, since e^(-lam L) would lose the digits of L.
logit = tukeylambda_logit(Abs(z), lam)
log_p, log_q = -softplus(-logit), -softplus(logit)
speed = Piecewise(
    (
        logit
        * exp(lam * log_q)
        * (log_q * expm1_ratio(lam * logit) + logit * expm1_lag(lam * logit)),
        logit < 1,
    ),
    ((logit * exp(lam * log_p) - Abs(z)) / lam + Abs(z) * log_q, lam * logit < -8),
    (log_p**2 * expm1_lag(lam * log_p) - log_q**2 * expm1_lag(lam * log_q), True),
)

family = Family(
    name="tukeylambda",
    title="Tukey lambda",
    variable=z,
    support=(-edge, edge),
    parameters=(within(lam, -10, 30, tested=(1e-9, 9.0)),),
    quantile=(U**lam - (1 - U) ** lam) / lam,
    stable={"lam": Piecewise((-speed, z < 0), (speed, True))},
)
