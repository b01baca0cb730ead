"""Pearson's type III law, standardised gamma with the skewness ``skew``; the normal at 0."""

from sympy import Abs, Eq, Max, Or, Piecewise, Rational, Symbol, exp, log, loggamma, oo, pi, tanh

from derive.domain import real
from derive.family import Chart, Family, Reduction, Y
from derive.functions import (
    atanh_excess,
    expm1,
    expm1_ratio,
    gamma_rate,
    gamma_rate_at,
    gamma_remainder,
    log1p,
    log1p_ratio,
    log1p_remainder,
)

z, skew = Symbol("z", real=True), Symbol("skew", real=True)
a, x = 4 / skew**2, skew * z / 2
y = a * (1 + x)
normal = Eq(skew, 0)

#: With U = a gamma_rate(y, a) the velocity is a (1 + x/2 - (1 + x) U). Around the mode of a law of
#: moderate skew U is its leading term w/(e^w - 1), w = log(1 + x), and a remainder of order 1/a.
around = z**2 * log1p_remainder(x) - (1 + x) * gamma_remainder(log1p(x), skew**2 / 4)
#: At the end of the support 1 + x may be 0.
variate = Max(y, Rational(1, 10**300))
elsewhere = a * (1 + x / 2 - (1 + x) * (a * gamma_rate(variate, a)))
holds = Or((5 * Abs(skew) <= 12) & (8 * x > -5) & (10 * x < 17), Abs(skew) < Rational(1, 10**8))

#: The map to gamma's law is integrated in y = 2 log(1 + skew z/2)/skew, which is z at skew = 0 and
#: has no end; with w = skew y/2 its velocity is a (1 - w/2 - U), whose leading term is
#: a (1 - w/2 - w/(e^w - 1)) = -a (atanh t - t)/t with t = tanh(w/2).
w = skew * Y / 2
middle = (Y * expm1_ratio(w) / (2 + expm1(w))) ** 2 * atanh_excess(tanh(w / 2))
log_variate = log(a) + w
at_level = a * (1 - w / 2 - a * gamma_rate_at(exp(log_variate), log_variate, a))
near = Or((5 * Abs(skew) <= 12) & (Abs(w) < 1), Abs(skew) < Rational(1, 10**8))
chart = Chart(
    map=z * log1p_ratio(skew * z / 2),
    inverse=Y * expm1_ratio(w),
    velocities={
        "skew": Piecewise((-middle - gamma_remainder(w, skew**2 / 4), near), (at_level, True))
    },
    name="2 log(1 + skew x/2)/skew",
)

#: At skew = 0 the law and its first derivative.
constant = Piecewise(
    (-log(2 * pi) / 2, normal), ((a - Rational(1, 2)) * log(a) - a - loggamma(a), True)
)
shape = Piecewise(
    (-(z**2) / 2 + skew * (z**3 - 3 * z) / 6, normal), ((a - 1) * log(1 + x) - a * x, True)
)

family = Family(
    name="pearson3",
    title="Pearson type III",
    variable=z,
    support=(
        Piecewise((-2 / skew, skew > 0), (-oo, True)),
        Piecewise((-2 / skew, skew < 0), (oo, True)),
    ),
    parameters=(real(skew, tested=(1e-9, 6.0)),),
    reduction=Reduction(y, "gamma", {"a": a}),
    log_density=constant + shape,
    stable={"skew": Piecewise((around, holds), (elsewhere, True))},
    chart=chart,
)
