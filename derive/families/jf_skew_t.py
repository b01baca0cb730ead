"""Jones and Faddy's skew t law: (1 + z/sqrt(a + b + z^2))/2 is beta with shapes a and b."""

from sympy import Abs, Piecewise, Rational, Symbol, log, loggamma, oo, sqrt

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import hypot1
from derive.functions.beta import beta_rate_at

z = Symbol("z", real=True)
a, b = Symbol("a", positive=True), Symbol("b", positive=True)
root = sqrt(a + b + z**2)

# x and y = 1 - x of the beta variate, none of them as a difference: with t = z/sqrt(a + b),
# h = sqrt(1 + t^2) and s = h + |t| the smaller one is 1/(2 h s), the larger one s/(2 h).
size = hypot1(z / sqrt(a + b))
sum_ = size + Abs(z / sqrt(a + b))
log_least = -log(2 * size) - log(sum_)
least, most = 1 / (2 * size * sum_), sum_ / (2 * size)
x, y = Piecewise((least, z < 0), (most, True)), Piecewise((most, z < 0), (least, True))
log_x, log_y = Piecewise((log_least, z < 0), (0, True)), Piecewise((0, z < 0), (log_least, True))

family = Family(
    name="jf_skew_t",
    title="Jones and Faddy's skew t",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(a, tested=(1e-2, 1e4)), positive(b, tested=(1e-2, 1e4))),
    reduction=Reduction((1 + z / root) / 2, "beta", {"a": a, "b": b}),
    log_density=(a + Rational(1, 2)) * log(1 + z / root)
    + (b + Rational(1, 2)) * log(1 - z / root)
    - (a + b - 1) * log(2)
    - log(a + b) / 2
    + loggamma(a + b)
    - loggamma(a)
    - loggamma(b),
    stable={
        "a": (sqrt(a + b) * size * beta_rate_at(x, log_x, y, a, b) + z / (a + b)) / 2,
        "b": (z / (a + b) - sqrt(a + b) * size * beta_rate_at(y, log_y, x, b, a)) / 2,
    },
)
